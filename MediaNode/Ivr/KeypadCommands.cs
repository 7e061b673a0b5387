using System.Collections.Frozen;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>The commands' names in key maps, who may use them, and the help that is spoken for each.</summary>
internal static class KeypadCommands
{
    private static readonly (KeypadCommand Command, string Name, bool ModeratorsOnly)[] Table =
    [
        (KeypadCommand.MuteSelf, "mute-self", false),
        (KeypadCommand.ListenUp, "listen-up", false),
        (KeypadCommand.ListenDown, "listen-down", false),
        (KeypadCommand.TalkUp, "talk-up", false),
        (KeypadCommand.TalkDown, "talk-down", false),
        (KeypadCommand.LeaveMenu, "leave-menu", false),
        (KeypadCommand.RaiseHand, "raise-hand", false),
        (KeypadCommand.Count, "count", false),
        (KeypadCommand.RollCall, "roll-call", false),
        (KeypadCommand.Help, "help", false),
        (KeypadCommand.MuteOthers, "mute-others", true),
        (KeypadCommand.Lock, "lock", true),
        (KeypadCommand.RemoveLast, "remove-last", true),
        (KeypadCommand.End, "end", true),
        (KeypadCommand.EntryTones, "entry-tones", true),
        (KeypadCommand.DialOut, "dial-out", true),
        (KeypadCommand.Record, "record", true),
        (KeypadCommand.Lecture, "lecture", true),
    ];

    private static readonly FrozenDictionary<string, KeypadCommand> ByName = Table.ToFrozenDictionary(t => t.Name, t => t.Command);

    public static bool TryParse(string name, out KeypadCommand command) => ByName.TryGetValue(name, out command);

    public static bool IsForModeratorsOnly(KeypadCommand command) => Table.First(t => t.Command == command).ModeratorsOnly;

    public static string NameOf(KeypadCommand command) => Table.First(t => t.Command == command).Name;

    /// <summary>The prompt that describes the command; its keys are spoken after it.</summary>
    public static PromptId HelpOf(KeypadCommand command) => new("help-" + NameOf(command));
}
