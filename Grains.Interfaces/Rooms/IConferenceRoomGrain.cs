using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansConf.Grains.Interfaces.Nodes;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>One room (key: <see cref="RoomId"/>): admission, roles, who is in, and the commands of its moderators.</summary>
[Alias("conf.room"), GrainInterfaceType("conf.room")]
public interface IConferenceRoomGrain : IGrainWithStringKey
{
    /// <summary>Takes the number for a new room; false when it is taken already by another definition.</summary>
    [Alias("create")] Task<bool> CreateAsync(RoomDefinition definition);

    /// <summary>Replaces the definition, in force for the next caller; false when there is no such room.</summary>
    [Alias("redefine")] Task<bool> RedefineAsync(RoomDefinition definition);

    /// <summary>Ends the running conference and forgets the room; its number is not given out again at once.</summary>
    [Alias("delete")] Task DeleteAsync();

    /// <summary>The definition with its PINs, for the owner's pages and the notices; null when there is no such room.</summary>
    [Alias("definition"), ReadOnly] Task<RoomDefinition?> GetDefinitionAsync();

    /// <summary>What a caller of the room's own number meets before the call is answered; null when there is no such room.</summary>
    /// <param name="callerNumber">E.164, or null when withheld or unknown.</param>
    [Alias("door"), ReadOnly] Task<RoomDoor?> GetDoorAsync(string? callerNumber);

    /// <summary>Admits a call, or says why not. Repeating an attempt number of a call returns its first answer.</summary>
    [Alias("admit")] Task<Admission> AdmitAsync(RoomEntry entry);

    /// <summary>Frees the call's seat; harmless when repeated.</summary>
    [Alias("leave")] Task LeaveAsync(RoomLeave leave);

    [Alias("command")] Task<RoomCommandOutcome> CommandAsync(RoomCommand command);

    /// <summary>The account's money runs out: its moderators hear it, once in a while.</summary>
    [Alias("warn-credit"), OneWay] Task WarnCreditAsync();

    /// <summary>Calls someone and brings him in once he has agreed (R-CALL-7).</summary>
    [Alias("dial-out")] Task<DialOutOutcome> DialOutAsync(DialOutRequest request);

    /// <summary>Hears from the node of a placed call that did not come in; harmless when repeated.</summary>
    [Alias("dial-out-ended")] Task DialOutEndedAsync(DialOutEnd end);

    [Alias("talkers"), OneWay] Task ReportTalkersAsync(TalkerReport report);

    /// <summary>Null when there is no such room.</summary>
    [Alias("snapshot"), ReadOnly] Task<RoomSnapshot?> GetSnapshotAsync();

    /// <summary>Follows the room for a minute; call again to renew. Null when there is no such room.</summary>
    [Alias("subscribe")] Task<RoomSnapshot?> SubscribeAsync(IRoomObserver observer);

    [Alias("unsubscribe")] Task UnsubscribeAsync(IRoomObserver observer);

    /// <summary>Gives a room that came to life again the seats a node still carries; returns the ids it does not accept.</summary>
    [Alias("restore")] Task<ImmutableArray<ParticipantId>> RestoreSeatsAsync(NodeId node, ImmutableArray<SeatClaim> seats);
}
