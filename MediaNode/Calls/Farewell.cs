using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>What a participant hears when the platform ends his call.</summary>
public static class Farewell
{
    /// <summary>Null: nothing, the caller has gone or there is nobody to hear it.</summary>
    public static PromptId? Of(string reason) => reason switch
    {
        TerminationReason.RemovedByModerator => PromptIds.Removed,
        TerminationReason.ConferenceEnded => PromptIds.EndedByModerator,
        TerminationReason.WindowOver => PromptIds.WindowOver,
        TerminationReason.WaitedTooLong => PromptIds.WaitedTooLong,
        TerminationReason.NoCredit => PromptIds.CreditUsedUp,
        TerminationReason.CallTooLong => PromptIds.CallTooLong,
        _ => null,
    };
}
