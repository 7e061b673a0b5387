namespace OrleansConf.MediaNode.Ivr;

/// <summary>Leads one caller from the answered call to the conference (R-CALL-1, R-CALL-2, R-ACC-6). Runs once.</summary>
/// <remarks>
/// On a shared number the PIN is asked for whether or not the conference number exists, and both are judged together, so
/// that numbers cannot be probed. A room without a PIN is entered right after its number.
/// </remarks>
public sealed class JoinDialogue(IIvrLine line, IConferenceDoor door, JoinOptions options, TimeProvider clock)
{
    private const char JoinKey = '1';
    private const char LanguageKey = '9';
    private const int MaxIgnoredKeys = 40;

    private readonly EntryReader _reader = new(line, options);
    private Language _language;
    private string? _conferenceNumber;
    private int _attempts;
    private int _wrongEntries;
    private long _startedTicks;

    /// <summary>Returns when the caller may be led in, or has heard why not and goodbye.</summary>
    /// <exception cref="OperationCanceledException">The caller hung up, or the call was ended from elsewhere.</exception>
    public async Task<JoinDialogueResult> RunAsync(JoinScript script, CancellationToken cancellationToken)
    {
        _language = script.Language;
        _startedTicks = clock.GetTimestamp();
        DoorAnswer? answer = script.AsksConferenceNumber
            ? await RunSharedNumberAsync(cancellationToken)
            : await RunOwnNumberAsync(cancellationToken);

        if (answer is { Outcome: DoorOutcome.Admitted })
            return new JoinDialogueResult(answer, null, _language, _attempts, _conferenceNumber);

        var farewell = answer is null ? Say(PromptIds.NoEntry) : Refusal.Sentence(_language, answer, clock.GetUtcNow());
        await PlayFarewellAsync(farewell.Then(_language, PromptIds.Goodbye), cancellationToken);
        string reason = answer is null ? JoinEnd.NoInput : Refusal.Reason(answer.Outcome);
        return new JoinDialogueResult(null, reason, _language, _attempts, _conferenceNumber);
    }

    /// <returns>The admitting or final answer; null when the caller gave up entering.</returns>
    private async Task<DoorAnswer?> RunSharedNumberAsync(CancellationToken cancellationToken)
    {
        if (!await ChooseToJoinAsync(cancellationToken))
            return null;

        var complaint = PromptSequence.Empty;
        while (true)
        {
            string? number = await AskNumberAsync(complaint, PromptIds.EnterConferenceNumber, options.ConferenceNumberMaxDigits, cancellationToken);
            if (number is null)
                return null;

            DoorAnswer answer;
            if (number.Length < options.ConferenceNumberMinDigits)
            {
                answer = new DoorAnswer { Outcome = DoorOutcome.UnknownConference };
            }
            else
            {
                _conferenceNumber = number;
                answer = await TryEntryAsync(null, cancellationToken);
                if (IsWrongEntry(answer))
                {
                    string? pin = await AskNumberAsync(PromptSequence.Empty, PromptIds.EnterPin, options.PinMaxDigits, cancellationToken);
                    if (pin is null)
                        return null;
                    answer = await TryEntryAsync(pin, cancellationToken);
                }
            }

            if (!IsWrongEntry(answer) || ++_wrongEntries >= options.MaxWrongEntries)
                return answer;
            complaint = PromptSequence.Of(_language, PromptIds.WrongEntry, PromptIds.TryAgain);
        }
    }

    private async Task<DoorAnswer?> RunOwnNumberAsync(CancellationToken cancellationToken)
    {
        var opening = Say(PromptIds.OwnNumberGreeting);
        while (true)
        {
            string? pin = await AskNumberAsync(opening, PromptIds.EnterPin, options.PinMaxDigits, cancellationToken, starLeadsToLanguages: true);
            if (pin is null)
                return null;
            var answer = await TryEntryAsync(pin, cancellationToken);
            if (!IsWrongEntry(answer) || ++_wrongEntries >= options.MaxWrongEntries)
                return answer;
            opening = PromptSequence.Of(_language, PromptIds.WrongPin, PromptIds.TryAgain);
        }
    }

    /// <summary>The first menu: join, or another language first.</summary>
    /// <returns>False when the caller chose nothing.</returns>
    private async Task<bool> ChooseToJoinAsync(CancellationToken cancellationToken)
    {
        var opening = Say(PromptIds.Greeting);
        int round = 0;
        while (round <= options.Repeats && !IsOverLimit)
        {
            var menu = opening.Then(_language, PromptIds.PressOneToJoin, PromptIds.PressNineForLanguage);
            switch (await _reader.ReadChoiceAsync(menu, cancellationToken))
            {
                case JoinKey:
                    return true;
                case LanguageKey:
                    await ChooseLanguageAsync(cancellationToken);
                    opening = PromptSequence.Empty;
                    break;
                case null:
                    opening = Say(PromptIds.NoEntry);
                    round++;
                    break;
                default:
                    opening = Say(PromptIds.InvalidChoice);
                    round++;
                    break;
            }
        }

        return false;
    }

    /// <summary>Offers each language in its own words. Any other key, or none, keeps the language as it is.</summary>
    private async Task ChooseLanguageAsync(CancellationToken cancellationToken)
    {
        var offered = options.MenuLanguages ?? Languages.All;
        var menu = PromptSequence.Empty;
        for (int i = 0; i < offered.Count; i++)
            menu = menu.Then(offered[i], PromptIds.ForThisLanguagePress, PromptCatalog.Number(i + 1));

        char? key = await _reader.ReadChoiceAsync(menu, cancellationToken);
        if (key is >= '1' and <= '9' && key.Value - '1' < offered.Count)
            _language = offered[key.Value - '1'];
    }

    /// <summary>Asks for a number as often as the options allow.</summary>
    /// <returns>The digits, at least one; null when none came.</returns>
    private async Task<string?> AskNumberAsync(
        PromptSequence opening, PromptId question, int maxDigits, CancellationToken cancellationToken, bool starLeadsToLanguages = false)
    {
        int round = 0;
        while (round <= options.Repeats && !IsOverLimit)
        {
            var prompt = opening.Then(_language, question);
            if (starLeadsToLanguages)
                prompt = prompt.Then(_language, PromptIds.PressStarForLanguage);
            var (end, digits) = await _reader.ReadNumberAsync(prompt, maxDigits, cancellationToken);
            switch (end)
            {
                case EntryEnd.Entered:
                    return digits;
                case EntryEnd.NoInput:
                    opening = Say(PromptIds.NoEntry);
                    round++;
                    break;
                case EntryEnd.Cleared:
                    opening = Say(PromptIds.EntryCleared);
                    break;
                case EntryEnd.StarOnEmpty:
                    opening = PromptSequence.Empty;
                    if (starLeadsToLanguages)
                        await ChooseLanguageAsync(cancellationToken);
                    break;
            }
        }

        return null;
    }

    private Task<DoorAnswer> TryEntryAsync(string? pin, CancellationToken cancellationToken) =>
        door.TryEntryAsync(new DoorEntry { Attempt = ++_attempts, ConferenceNumber = _conferenceNumber, Pin = pin }, cancellationToken);

    private async Task PlayFarewellAsync(PromptSequence prompts, CancellationToken cancellationToken)
    {
        // Whoever is still typing would cut the reason off unheard; a key pressed into it later ends it.
        int keysLeft = MaxIgnoredKeys;
        while (keysLeft-- > 0 && await line.ReadKeyAsync(options.FarewellDelay, cancellationToken) is not null)
        {
        }

        await line.PlayAsync(prompts, cancellationToken);
    }

    private static bool IsWrongEntry(DoorAnswer answer) =>
        answer.Outcome is DoorOutcome.PinNeeded or DoorOutcome.WrongPin or DoorOutcome.UnknownConference;

    private bool IsOverLimit => clock.GetElapsedTime(_startedTicks) >= options.DialogueLimit;

    private PromptSequence Say(PromptId id) => PromptSequence.Of(_language, id);
}
