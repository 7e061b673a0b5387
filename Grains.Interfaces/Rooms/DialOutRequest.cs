namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Someone is to be called and brought into the room (R-CALL-7): a moderator dials out, or a participant wants to be called.</summary>
[GenerateSerializer, Immutable, Alias("conf.dial-out-request")]
public sealed record DialOutRequest
{
    /// <summary>Repeating a request id places no second call.</summary>
    [Id(0)] public required Guid RequestId { get; init; }

    /// <summary>In any usual notation.</summary>
    [Id(1)] public required string Number { get; init; }

    /// <summary>Shown in the live room.</summary>
    [Id(2)] public string? Name { get; init; }

    /// <summary>What the called party becomes.</summary>
    [Id(3)] public Role Role { get; init; }

    /// <summary>The moderator who dialled on the keypad; null when it comes from the portal, which has checked the user.</summary>
    [Id(4)] public ParticipantId? By { get; init; }

    /// <summary>ISO 639-1 of the prompts; null: the room's.</summary>
    [Id(5)] public string? Language { get; init; }

    public override string ToString() => $"dial-out {RequestId}";
}
