using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

public sealed class JoinDialogueTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedLine _line;
    private readonly ScriptedDoor _door = new("100200", "2468");
    private readonly JoinOptions _options = new();

    public JoinDialogueTests() => _line = new ScriptedLine(_clock);

    private Task<JoinDialogueResult> RunAsync(JoinScript? script = null) =>
        new JoinDialogue(_line, _door, _options, _clock)
            .RunAsync(script ?? JoinScript.SharedNumber(Language.English), TestContext.Current.CancellationToken);

    [Fact(DisplayName = "R-CALL-1 a caller who hears every prompt out and ends entries with # gets in")]
    public async Task RunAsync_PatientCaller_IsAdmitted()
    {
        _line.After(PromptIds.PressNineForLanguage, "1").After(PromptIds.EnterConferenceNumber, "100200#").After(PromptIds.EnterPin, "2468#");

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.Equal("100200", result.ConferenceNumber);
        Assert.Equal([PromptIds.Greeting, PromptIds.PressOneToJoin, PromptIds.PressNineForLanguage, PromptIds.EnterConferenceNumber, PromptIds.EnterPin], _line.HeardIds);
        Assert.Equal([1, 2], _door.Asked.Select(e => e.Attempt));
    }

    [Fact(DisplayName = "R-CALL-1 everything typed ahead in the first second is used, in order")]
    public async Task RunAsync_TypedAhead_LosesNoKey()
    {
        _line.Press(0.1, "1100200#2468#", gapSeconds: 0.05);

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.Empty(_line.Heard);
        Assert.True(_line.Now < TimeSpan.FromSeconds(1));
    }

    [Fact(DisplayName = "R-CALL-1 a key cuts the prompt it is pressed into")]
    public async Task RunAsync_KeyIntoPrompt_CutsIt()
    {
        _line.Press(2.5, "1").Press(4.0, "100200#").Press(6.5, "2468#");

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.Equal([PromptIds.Greeting], _line.HeardIds);
    }

    [Fact(DisplayName = "R-CALL-1 a slow typist needs no #: a pause ends an entry of varying length")]
    public async Task RunAsync_NoHash_PauseEndsEntry()
    {
        _line.After(PromptIds.PressNineForLanguage, "1").After(PromptIds.EnterConferenceNumber, "100200").After(PromptIds.EnterPin, "2468");

        Assert.True((await RunAsync()).Admitted);
    }

    [Theory(DisplayName = "R-CALL-1 an entry of the exact length needs no #, and one that still comes is no entry of its own")]
    [InlineData("1100200" + "2468")]
    [InlineData("1100200#" + "2468#")]
    public async Task RunAsync_ExactLength_EndsAtOnce(string keys)
    {
        _options.ConferenceNumberMinDigits = _options.ConferenceNumberMaxDigits = 6;
        _options.PinMinDigits = _options.PinMaxDigits = 4;
        _line.Press(0.1, keys);

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.True(_line.Now < TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task RunAsync_HashAfterExactLength_DoesNotSwallowTheNextPrompt()
    {
        _options.ConferenceNumberMinDigits = _options.ConferenceNumberMaxDigits = 6;
        _line.Press(0.1, "1100200").Press(2.5, "#").After(PromptIds.EnterPin, "2468#");

        Assert.True((await RunAsync()).Admitted);
        Assert.Contains(PromptIds.EnterPin, _line.HeardIds);
    }

    [Fact(DisplayName = "R-CALL-1 nobody there: the menu is repeated twice, then goodbye")]
    public async Task RunAsync_NothingPressed_EndsAfterTwoRepeats()
    {
        var result = await RunAsync();

        Assert.Equal(JoinEnd.NoInput, result.EndReason);
        Assert.Equal(3, _line.HeardIds.Count(id => id == PromptIds.PressOneToJoin));
        Assert.Equal(PromptIds.Goodbye, _line.HeardIds.Last());
        Assert.Empty(_door.Asked);
    }

    [Theory(DisplayName = "R-CALL-1 each entry has its own timeout and repeats twice")]
    [InlineData("1", "enter-conference-number")]
    [InlineData("1100200#", "enter-pin")]
    [InlineData("1100200####", "enter-pin")]
    public async Task RunAsync_EntryLeftOut_EndsAfterTwoRepeats(string keys, string lastQuestion)
    {
        _line.Press(0.1, keys);

        var result = await RunAsync();

        Assert.Equal(JoinEnd.NoInput, result.EndReason);
        Assert.Equal(3, _line.Played.Count(s => s.Pieces[^1].Id.Name == lastQuestion));
        Assert.Equal(PromptIds.Goodbye, _line.HeardIds.Last());
    }

    [Fact]
    public async Task RunAsync_WrongMenuKey_IsToldAndRepeated()
    {
        _line.Press(0.1, "5").After(PromptIds.PressNineForLanguage, "1").After(PromptIds.EnterConferenceNumber, "100200#").After(PromptIds.EnterPin, "2468#");

        Assert.True((await RunAsync()).Admitted);
        Assert.Contains(PromptIds.InvalidChoice, _line.HeardIds);
    }

    [Fact(DisplayName = "R-ACC-6 the third wrong entry ends the call")]
    public async Task RunAsync_ThreeWrongPins_EndsTheCall()
    {
        _line.After(PromptIds.PressNineForLanguage, "1");
        for (int i = 0; i < 4; i++)
            _line.After(PromptIds.EnterConferenceNumber, "100200#").After(PromptIds.EnterPin, "111" + i + "#");

        var result = await RunAsync();

        Assert.Equal(JoinEnd.WrongPin, result.EndReason);
        Assert.Equal(3, _door.Asked.Count(e => e.Pin is not null));
        Assert.Equal(2, _line.HeardIds.Count(id => id == PromptIds.WrongEntry));
        Assert.Equal([PromptIds.TooManyWrongEntries, PromptIds.Goodbye], _line.HeardIds.TakeLast(2));
    }

    [Fact(DisplayName = "R-ACC-6 the third wrong entry ends the call on an own number")]
    public async Task RunAsync_ThreeWrongPinsOnOwnNumber_EndsTheCall()
    {
        var door = new ScriptedDoor(null, "4321");
        _line.Press(0.1, "1111#2222#3333#4321#");

        var result = await new JoinDialogue(_line, door, _options, _clock)
            .RunAsync(JoinScript.OwnNumber(Language.German), TestContext.Current.CancellationToken);

        Assert.Equal(JoinEnd.WrongPin, result.EndReason);
        Assert.Equal(["1111", "2222", "3333"], door.Asked.Select(e => e.Pin));
    }

    [Fact(DisplayName = "R-ACC-6 an unknown conference number sounds like a wrong PIN")]
    public async Task RunAsync_UnknownNumber_SoundsLikeWrongPin()
    {
        var heard = new List<string>();
        foreach (string keys in new[] { "1999999#2468#", "1100200#9999#" })
        {
            var clock = new FakeTimeProvider();
            var line = new ScriptedLine(clock).Press(0.1, keys);
            await new JoinDialogue(line, new ScriptedDoor("100200", "2468"), _options, clock)
                .RunAsync(JoinScript.SharedNumber(Language.Polish), TestContext.Current.CancellationToken);
            heard.Add(string.Join('|', line.Played) + line.Now);
        }

        Assert.Equal(heard[0], heard[1]);
    }

    [Fact]
    public async Task RunAsync_NumberTooShort_IsAWrongEntryThatTheDoorNeverSees()
    {
        _line.Press(0.1, "112#100200#2468#");

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.All(_door.Asked, e => Assert.Equal("100200", e.ConferenceNumber));
    }

    [Fact(DisplayName = "R-ACC-1 a room in mode off admits after its number, without a PIN")]
    public async Task RunAsync_OpenRoom_AsksNoPin()
    {
        var door = new ScriptedDoor("100200", pin: null);
        _line.Press(0.1, "1100200#");

        var result = await new JoinDialogue(_line, door, _options, _clock)
            .RunAsync(JoinScript.SharedNumber(Language.French), TestContext.Current.CancellationToken);

        Assert.True(result.Admitted);
        Assert.Null(Assert.Single(door.Asked).Pin);
    }

    [Fact(DisplayName = "R-ACC-4 an own number asks for the PIN alone")]
    public async Task RunAsync_OwnNumber_AsksOnlyThePin()
    {
        var door = new ScriptedDoor(null, "4321");
        _line.After(PromptIds.PressStarForLanguage, "4321#");

        var result = await new JoinDialogue(_line, door, _options, _clock)
            .RunAsync(JoinScript.OwnNumber(Language.German), TestContext.Current.CancellationToken);

        Assert.True(result.Admitted);
        Assert.Null(Assert.Single(door.Asked).ConferenceNumber);
        Assert.Equal(Language.German, result.Language);
    }

    [Fact(DisplayName = "R-CALL-1 * clears the entry, and clearing is not a wrong entry")]
    public async Task RunAsync_Star_ClearsEntry()
    {
        _line.Press(0.1, "1" + "55*77*100200#" + "9*24*2468#");

        var result = await RunAsync();

        Assert.True(result.Admitted);
        Assert.Equal([null, "2468"], _door.Asked.Select(e => e.Pin));
    }

    [Fact]
    public async Task RunAsync_OnlyEverClears_EndsAtTheLimit()
    {
        _line.Press(0.1, "1");
        _line.Press(1, string.Concat(Enumerable.Repeat("5*", 2000)));

        var result = await RunAsync();

        Assert.Equal(JoinEnd.NoInput, result.EndReason);
        Assert.InRange(_line.Now, _options.DialogueLimit, _options.DialogueLimit + TimeSpan.FromMinutes(1));
    }

    [Fact(DisplayName = "R-CALL-2 the caller switches the language in the first menu")]
    public async Task RunAsync_LanguageMenu_SwitchesLanguage()
    {
        _line.Press(0.1, "9").After(PromptCatalog.Number(6), "6").After(PromptIds.PressNineForLanguage, "1")
            .After(PromptIds.EnterConferenceNumber, "100200#").After(PromptIds.EnterPin, "2468#");

        var result = await RunAsync(JoinScript.SharedNumber(Language.German));

        Assert.True(result.Admitted);
        Assert.Equal(Language.Polish, result.Language);
        var menu = _line.Played.Single(s => s.Pieces[0].Id == PromptIds.ForThisLanguagePress);
        Assert.Equal(Languages.All, menu.Pieces.Where(p => p.Id == PromptIds.ForThisLanguagePress).Select(p => p.Language));
        Assert.All(_line.Played.SkipWhile(s => s != menu).Skip(1), s => Assert.All(s.Pieces, p => Assert.Equal(Language.Polish, p.Language)));
    }

    [Fact(DisplayName = "R-CALL-2 the caller switches the language on an own number with *")]
    public async Task RunAsync_StarOnOwnNumber_SwitchesLanguage()
    {
        var door = new ScriptedDoor(null, "4321");
        _line.Press(0.1, "*44321#");

        var result = await new JoinDialogue(_line, door, _options, _clock)
            .RunAsync(JoinScript.OwnNumber(Language.German), TestContext.Current.CancellationToken);

        Assert.True(result.Admitted);
        Assert.Equal(Language.French, result.Language);
    }

    [Fact]
    public async Task RunAsync_NoChoiceInLanguageMenu_KeepsTheLanguage()
    {
        _line.Press(0.1, "9").After(PromptIds.PressNineForLanguage, "1").After(PromptIds.EnterConferenceNumber, "100200#").After(PromptIds.EnterPin, "2468#");

        var result = await RunAsync(JoinScript.SharedNumber(Language.Italian));

        Assert.True(result.Admitted);
        Assert.Equal(Language.Italian, result.Language);
    }

    public static TheoryData<DoorOutcome, string, string> Refusals => new()
    {
        { DoorOutcome.TooEarly, JoinEnd.TooEarly, "too-early" },
        { DoorOutcome.Over, JoinEnd.Over, "conference-over" },
        { DoorOutcome.RoomFull, JoinEnd.RoomFull, "room-full" },
        { DoorOutcome.Locked, JoinEnd.Locked, "locked" },
        { DoorOutcome.NotAllowed, JoinEnd.NotAllowed, "not-allowed" },
        { DoorOutcome.NoCredit, JoinEnd.NoCredit, "no-credit" },
        { DoorOutcome.TollFreeNotAllowed, JoinEnd.TollFreeNotAllowed, "toll-free-not-allowed" },
        { DoorOutcome.TooManyAttempts, JoinEnd.TooManyAttempts, "too-many-attempts" },
        { DoorOutcome.Unavailable, JoinEnd.Unavailable, "unavailable" },
    };

    [Theory(DisplayName = "R-ACC a refusal is told and ends the call at once")]
    [MemberData(nameof(Refusals))]
    public async Task RunAsync_Refused_TellsWhyAndEnds(DoorOutcome outcome, string reason, string prompt)
    {
        _door.Answer = new DoorAnswer { Outcome = outcome };
        _line.Press(0.1, "1100200#2468#99");

        var result = await RunAsync(JoinScript.SharedNumber(Language.Spanish));

        Assert.False(result.Admitted);
        Assert.Equal(reason, result.EndReason);
        Assert.Equal(prompt, _line.Heard[0].Id.Name);
        Assert.Equal(PromptIds.Goodbye, _line.Heard[^1].Id);
        Assert.All(_line.Heard, piece => Assert.Equal(Language.Spanish, piece.Language));
    }

    [Fact]
    public async Task RunAsync_HangUp_ThrowsCancellation()
    {
        using var hangUp = new CancellationTokenSource();
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new JoinDialogue(_line, _door, _options, _clock).RunAsync(JoinScript.SharedNumber(Language.English), hangUp.Token));
    }

    [Fact]
    public void JoinEnd_Slugs_AreFrozen()
    {
        var slugs = typeof(JoinEnd).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(
            ["no-input", "wrong-pin", "unknown-conference", "too-early", "room-over", "room-full", "room-locked", "not-allowed",
             "no-credit", "toll-free-not-allowed", "too-many-attempts", "cluster-unavailable"],
            slugs);
    }

    [Fact]
    public void DoorEntry_ToString_ShowsNeitherNumberNorPin()
    {
        string text = new DoorEntry { Attempt = 2, ConferenceNumber = "100200", Pin = "2468" }.ToString();

        Assert.DoesNotContain("100200", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2468", text, StringComparison.Ordinal);
    }
}
