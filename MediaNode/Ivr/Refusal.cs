namespace OrleansConf.MediaNode.Ivr;

/// <summary>What a refused caller hears, and the slug that the call record keeps.</summary>
internal static class Refusal
{
    public static string Reason(DoorOutcome outcome) => outcome switch
    {
        DoorOutcome.UnknownConference => JoinEnd.UnknownConference,
        DoorOutcome.WrongPin or DoorOutcome.PinNeeded => JoinEnd.WrongPin,
        DoorOutcome.TooEarly => JoinEnd.TooEarly,
        DoorOutcome.Over => JoinEnd.Over,
        DoorOutcome.RoomFull => JoinEnd.RoomFull,
        DoorOutcome.Locked => JoinEnd.Locked,
        DoorOutcome.NotAllowed => JoinEnd.NotAllowed,
        DoorOutcome.NoCredit => JoinEnd.NoCredit,
        DoorOutcome.TollFreeNotAllowed => JoinEnd.TollFreeNotAllowed,
        DoorOutcome.TooManyAttempts => JoinEnd.TooManyAttempts,
        DoorOutcome.Unavailable => JoinEnd.Unavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "is not a refusal"),
    };

    /// <summary>The sentence for a refusal that ends the call; goodbye is not part of it.</summary>
    public static PromptSequence Sentence(Language language, DoorAnswer answer, DateTimeOffset now) => answer.Outcome switch
    {
        DoorOutcome.TooEarly when answer.OpensAt is { } opensAt => Phrases.OpensAt(language, opensAt, answer.TimeZoneId, now),
        DoorOutcome.TooEarly => PromptSequence.Of(language, PromptIds.TooEarly, PromptIds.CallLater),
        DoorOutcome.Over => PromptSequence.Of(language, PromptIds.ConferenceOver),
        DoorOutcome.RoomFull => PromptSequence.Of(language, PromptIds.RoomFull),
        DoorOutcome.Locked => PromptSequence.Of(language, PromptIds.Locked),
        DoorOutcome.NotAllowed => PromptSequence.Of(language, PromptIds.NotAllowed),
        DoorOutcome.NoCredit => PromptSequence.Of(language, PromptIds.NoCredit),
        DoorOutcome.TollFreeNotAllowed => TollFreeNotAllowed(language, answer.TollNumber),
        DoorOutcome.TooManyAttempts => PromptSequence.Of(language, PromptIds.TooManyAttempts, PromptIds.CallLater),
        DoorOutcome.Unavailable => PromptSequence.Of(language, PromptIds.Unavailable, PromptIds.CallLater),
        _ => PromptSequence.Of(language, PromptIds.TooManyWrongEntries),
    };

    // The number is told twice: nobody has a pen ready the first time.
    private static PromptSequence TollFreeNotAllowed(Language language, string? tollNumber)
    {
        var sentence = PromptSequence.Of(language, PromptIds.TollFreeNotAllowed);
        if (string.IsNullOrEmpty(tollNumber))
            return sentence;
        var number = Phrases.PhoneNumber(language, tollNumber);
        return sentence.Then(language, PromptIds.DialInstead).Then(number)
            .Then(language, PromptIds.Pause, PromptIds.Pause, PromptIds.Pause, PromptIds.Pause).Then(number).Then(language, PromptIds.Pause);
    }
}
