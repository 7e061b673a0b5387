using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>The plan's limits over the node's defaults.</summary>
public static class JoinLimits
{
    public static JoinOptions Of(CallOpened opened, JoinOptions node) => new()
    {
        ConferenceNumberMinDigits = node.ConferenceNumberMinDigits,
        ConferenceNumberMaxDigits = node.ConferenceNumberMaxDigits,
        PinMinDigits = node.PinMinDigits,
        PinMaxDigits = node.PinMaxDigits,
        StepTimeout = opened.EntryTimeout > TimeSpan.Zero ? opened.EntryTimeout : node.StepTimeout,
        InterDigitTimeout = node.InterDigitTimeout,
        Repeats = opened.EntryRepeats,
        MaxWrongEntries = opened.MaxEntryAttempts > 0 ? opened.MaxEntryAttempts : node.MaxWrongEntries,
        DialogueLimit = node.DialogueLimit,
        FarewellDelay = node.FarewellDelay,
        MenuLanguages = node.MenuLanguages,
    };
}
