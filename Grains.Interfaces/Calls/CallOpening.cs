using OrleansConf.Grains.Interfaces.Nodes;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>A call as the media node received it.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-opening")]
public sealed record CallOpening
{
    [Id(0)] public required NodeId Node { get; init; }

    /// <summary>Fencing token of the node's lease.</summary>
    [Id(1)] public required long NodeEpoch { get; init; }

    /// <summary>User part of the request URI: E.164, 00-prefixed, national, or a short code.</summary>
    [Id(2)] public required string Dialled { get; init; }

    /// <summary>Caller's user part or asserted identity as received; null when withheld.</summary>
    [Id(3)] public string? Caller { get; init; }

    [Id(4)] public bool CallerWithheld { get; init; }

    /// <summary>Country of national numbers on this trunk, ISO 3166-1 alpha-2.</summary>
    [Id(5)] public required string TrunkCountry { get; init; }

    [Id(6)] public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SIP's Call-ID, for tracing.</summary>
    [Id(7)] public required string SipCallId { get; init; }

    /// <summary>IP of the signalling peer.</summary>
    [Id(8)] public required string SourceAddress { get; init; }

    /// <summary>Name of the trunk the call came on.</summary>
    [Id(9)] public string Trunk { get; init; } = "default";

    /// <summary>We place the call ourselves, by this order; <see cref="Dialled"/> is whom we call.</summary>
    [Id(10)] public OutboundCallOrder? Order { get; init; }

    public override string ToString() => $"call to {Dialled} at {Node}";
}
