using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

public sealed class KeypadTests
{
    private static readonly KeypadMaps Maps = KeypadMaps.Load(null, NullLogger<KeypadMaps>.Instance);

    private readonly FakeTimeProvider _clock = new();

    private string Press(string map, KeypadRole role, string keys)
    {
        var reader = new KeypadReader(Maps[map], _clock);
        var commands = new List<KeypadCommand>();
        foreach (char key in keys)
        {
            if (key == '~')
                _clock.Advance(TimeSpan.FromSeconds(6));
            else if (reader.TryPress(key, role, out var command))
                commands.Add(command);
        }

        return string.Join(' ', commands);
    }

    [Theory(DisplayName = "R-CALL-3 classic: the menu opens with * and stays open until 8 or a pause")]
    [InlineData(KeypadRole.Guest, "*1", "OpenMenu MuteSelf")]
    [InlineData(KeypadRole.Guest, "*4466", "OpenMenu ListenDown ListenDown ListenUp ListenUp")]
    [InlineData(KeypadRole.Guest, "*7981", "OpenMenu TalkDown TalkUp LeaveMenu")]
    [InlineData(KeypadRole.Guest, "*2350", "OpenMenu")]
    [InlineData(KeypadRole.Moderator, "*2350", "OpenMenu Lock RemoveLast MuteOthers End")]
    [InlineData(KeypadRole.Guest, "1234567890#", "")]
    [InlineData(KeypadRole.Guest, "*~1", "OpenMenu")]
    [InlineData(KeypadRole.Guest, "*1~1*1", "OpenMenu MuteSelf OpenMenu MuteSelf")]
    [InlineData(KeypadRole.Guest, "*#A1", "OpenMenu MuteSelf")]
    public void Classic_Keys_GiveCommands(KeypadRole role, string keys, string commands) =>
        Assert.Equal(commands, Press(KeypadMaps.Classic, role, keys));

    [Theory(DisplayName = "R-CALL-3 modern: * and one key")]
    [InlineData(KeypadRole.Guest, "*6", "MuteSelf")]
    [InlineData(KeypadRole.Guest, "*6*5*3*1", "MuteSelf RaiseHand Count Help")]
    [InlineData(KeypadRole.Guest, "*66", "MuteSelf")]
    [InlineData(KeypadRole.Guest, "*4*7*9*2*8*0", "")]
    [InlineData(KeypadRole.Moderator, "*4*7*9*2*8*0", "MuteOthers Lock EntryTones DialOut Record End")]
    [InlineData(KeypadRole.Moderator, "**6", "MuteSelf")]
    [InlineData(KeypadRole.Guest, "*~6", "")]
    [InlineData(KeypadRole.Guest, "*#6", "")]
    [InlineData(KeypadRole.Guest, "0123456789#ABCD", "")]
    public void Modern_Keys_GiveCommands(KeypadRole role, string keys, string commands) =>
        Assert.Equal(commands, Press(KeypadMaps.Modern, role, keys));

    [Fact]
    public void TryPress_PromotedMeanwhile_UsesTheNewRole()
    {
        var reader = new KeypadReader(Maps[KeypadMaps.Modern], _clock);

        Assert.False(reader.TryPress('*', KeypadRole.Guest, out _));
        Assert.True(reader.TryPress('7', KeypadRole.Moderator, out var command));
        Assert.Equal(KeypadCommand.Lock, command);
    }

    [Theory(DisplayName = "R-CALL-3 each menu has help that names every command of the role with its keys")]
    [InlineData(KeypadMaps.Modern, KeypadRole.Guest, "Mute or unmute yourself: star 6 Raise or lower your hand: star 5 Number of participants: star 3 This help: star 1")]
    [InlineData(KeypadMaps.Classic, KeypadRole.Guest, "Mute or unmute yourself: 1 Hear more quietly: 4 Hear more loudly: 6 Microphone quieter: 7 Microphone louder: 9 Leave this menu: 8")]
    public void Help_NamesCommandsAndKeys(string map, KeypadRole role, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Maps[map].Help(Language.English, role)));

    [Theory]
    [InlineData(KeypadMaps.Modern, 10)]
    [InlineData(KeypadMaps.Classic, 10)]
    public void Help_Moderator_CoversEveryCommandInEveryLanguage(string map, int commands)
    {
        foreach (var language in Languages.All)
        {
            var help = Maps[map].Help(language, KeypadRole.Moderator);
            Assert.Equal(commands, help.Pieces.Count(p => p.Id.Name.StartsWith("help-", StringComparison.Ordinal)));
            Assert.NotEmpty(PromptTexts.Read(help));
        }
    }

    [Fact]
    public void EveryCommand_HasItsHelpPrompt()
    {
        foreach (var command in Enum.GetValues<KeypadCommand>().Where(c => c != KeypadCommand.OpenMenu))
            Assert.Contains(KeypadCommands.HelpOf(command), PromptCatalog.Spoken);
    }

    [Theory]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "1": "fly" } }""", "unknown command 'fly'")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "12": "help" } }""", "'12' is not a key")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "*": "help" } }""", "is the prefix")]
    [InlineData("""{ "name": "x", "prefix": "1", "everyone": { "2": "help" } }""", "prefix: must be")]
    [InlineData("""{ "name": "X y", "prefix": "*", "everyone": { "2": "help" } }""", "name: must be")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "0": "end" } }""", "for moderators only")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "1": "help" }, "moderators": { "1": "end" } }""", "in both")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "1": "help", "2": "help" } }""", "assigned twice")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "1": "help", "1": "count" } }""", "uplicate")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": {} }""", "at least one")]
    [InlineData("""{ "name": "x", "prefix": "*", "timeoutSeconds": 0, "everyone": { "1": "help" } }""", "timeoutSeconds")]
    [InlineData("""{ "name": "x", "prefix": "*", "everybody": { "1": "help" } }""", "everybody")]
    [InlineData("""{ "name": "x", "prefix": "*", "everyone": { "1": null } }""", "unknown command")]
    [InlineData("""{ "name": null, "prefix": "*", "everyone": { "1": "help" } }""", "name")]
    [InlineData("null", "is empty")]
    [InlineData("{", "")]
    public void TryParse_BadMap_SaysWhatIsWrong(string json, string complaint)
    {
        Assert.False(KeypadMap.TryParse(json, out _, out string error));
        Assert.NotEmpty(error);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "R-CALL-3 a provider's own map replaces a built-in one; a bad one stops the start")]
    public void Load_ProvidersFolder_ReplacesAndAdds()
    {
        var folder = Directory.CreateTempSubdirectory("keymaps");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.json"), """{ "name": "modern", "prefix": "#", "everyone": { "1": "mute-self" } }""");
            File.WriteAllText(Path.Combine(folder.FullName, "b.json"), """{ "name": "own", "prefix": "*", "everyone": { "2": "raise-hand" } }""");
            var maps = KeypadMaps.Load(folder.FullName, NullLogger<KeypadMaps>.Instance);

            Assert.Equal('#', maps["modern"].Prefix);
            Assert.True(maps["own"].TryGet('2', KeypadRole.Guest, out _));
            Assert.True(maps["classic"].StaysOpen);
            Assert.Same(maps["modern"], maps["no-such-map"]);

            File.WriteAllText(Path.Combine(folder.FullName, "c.json"), """{ "name": "classic" }""");
            var bad = Assert.Throws<InvalidDataException>(() => KeypadMaps.Load(folder.FullName, NullLogger<KeypadMaps>.Instance));
            Assert.Contains("c.json", bad.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void KeypadCommand_Values_AreFrozen() =>
        Assert.Equal(
            "MuteSelf ListenUp ListenDown TalkUp TalkDown LeaveMenu RaiseHand Count RollCall Help MuteOthers Lock RemoveLast End "
            + "EntryTones DialOut Record Lecture OpenMenu",
            string.Join(' ', Enum.GetValues<KeypadCommand>()));
}
