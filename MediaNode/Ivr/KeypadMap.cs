using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Which keys mean what during a conference (R-CALL-3). Data: two maps are built in, a provider may load more.</summary>
/// <remarks>
/// A command is the prefix and one key. After a map with <see cref="StaysOpen"/> has been opened by its prefix, further keys need no
/// prefix until the menu is left or the timeout closes it.
/// </remarks>
public sealed class KeypadMap
{
    private const string Keys = "0123456789*#";

    private readonly FrozenDictionary<char, KeypadCommand> _everyone;
    private readonly FrozenDictionary<char, KeypadCommand> _moderators;

    private KeypadMap(KeyMapFile file, Dictionary<char, KeypadCommand> everyone, Dictionary<char, KeypadCommand> moderators)
    {
        Name = file.Name;
        Prefix = file.Prefix[0];
        StaysOpen = file.StaysOpen;
        KeyTimeout = TimeSpan.FromSeconds(file.TimeoutSeconds);
        _everyone = everyone.ToFrozenDictionary();
        _moderators = moderators.ToFrozenDictionary();
        Everyone = [.. everyone];
        Moderators = [.. moderators];
    }

    public string Name { get; }

    public char Prefix { get; }

    public bool StaysOpen { get; }

    /// <summary>A pause this long after the prefix, or in the open menu, closes it.</summary>
    public TimeSpan KeyTimeout { get; }

    /// <summary>In the order of the file, which is the order of the spoken help.</summary>
    public IReadOnlyList<KeyValuePair<char, KeypadCommand>> Everyone { get; }

    /// <summary>What moderators have beside it.</summary>
    public IReadOnlyList<KeyValuePair<char, KeypadCommand>> Moderators { get; }

    /// <summary>The command of the key that follows the prefix.</summary>
    public bool TryGet(char key, KeypadRole role, out KeypadCommand command) =>
        (role == KeypadRole.Moderator && _moderators.TryGetValue(key, out command)) || _everyone.TryGetValue(key, out command);

    /// <summary>The spoken help: each command with its keys.</summary>
    public PromptSequence Help(Language language, KeypadRole role)
    {
        var help = PromptSequence.Empty;
        var entries = role == KeypadRole.Moderator ? Everyone.Concat(Moderators) : Everyone;
        foreach (var (key, command) in entries)
        {
            help = help.Then(language, KeypadCommands.HelpOf(command));
            if (!StaysOpen)
                help = help.Then(language, Spoken(Prefix), PromptIds.Pause);
            help = help.Then(language, Spoken(key), PromptIds.Pause, PromptIds.Pause);
        }

        return help;
    }

    /// <param name="error">What is wrong, with the place in the file.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out KeypadMap? map, out string error)
    {
        map = null;
        KeyMapFile? file;
        try
        {
            file = JsonSerializer.Deserialize<KeyMapFile>(json, KeyMapFile.Json);
        }
        catch (JsonException e)
        {
            error = e.Message;
            return false;
        }

        error = file is null ? "is empty" : HeadError(file) ?? "";
        if (error.Length > 0)
            return false;
        if (!TryRead(file!.Everyone, "everyone", file.Prefix[0], out var everyone, out error)
            || !TryRead(file.Moderators, "moderators", file.Prefix[0], out var moderators, out error))
            return false;

        foreach (var (key, command) in everyone)
        {
            if (KeypadCommands.IsForModeratorsOnly(command))
                error = $"everyone: '{KeypadCommands.NameOf(command)}' on key '{key}' is for moderators only";
            else if (moderators.ContainsKey(key))
                error = $"key '{key}' is in both everyone and moderators";
        }

        if (error.Length == 0)
            map = new KeypadMap(file, everyone, moderators);
        return map is not null;
    }

    private static string? HeadError(KeyMapFile file)
    {
        if (file.Name is null or { Length: 0 or > 40 } || !file.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return "name: must be 1 to 40 lower-case letters, digits or hyphens";
        if (file.Prefix is not ("*" or "#"))
            return "prefix: must be \"*\" or \"#\"";
        if (file.TimeoutSeconds is not (>= 1 and <= 60))
            return "timeoutSeconds: must be 1 to 60";
        if (file.Everyone is null || file.Moderators is null)
            return "everyone and moderators: must be objects";
        return file.Everyone.Count == 0 ? "everyone: must assign at least one key" : null;
    }

    private static bool TryRead(
        Dictionary<string, string> entries, string section, char prefix, out Dictionary<char, KeypadCommand> commands, out string error)
    {
        commands = [];
        error = "";
        foreach (var (key, name) in entries)
        {
            if (key.Length != 1 || !Keys.Contains(key[0], StringComparison.Ordinal))
                error = $"{section}: '{key}' is not a key";
            else if (key[0] == prefix)
                error = $"{section}: '{key}' is the prefix";
            else if (name is null || !KeypadCommands.TryParse(name, out var command))
                error = $"{section}: key '{key}' has the unknown command '{name}'";
            else if (commands.ContainsValue(command))
                error = $"{section}: '{name}' is assigned twice";
            else
                commands.Add(key[0], command);
            if (error.Length > 0)
                return false;
        }

        return true;
    }

    private static PromptId Spoken(char key) => key switch
    {
        '*' => PromptIds.KeyStar,
        '#' => PromptIds.KeyHash,
        _ => PromptCatalog.Number(key - '0'),
    };
}
