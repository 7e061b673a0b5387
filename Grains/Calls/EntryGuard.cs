using Microsoft.Extensions.Options;

namespace OrleansConf.Grains.Calls;

/// <summary>
/// Stands between a caller's entry and the room, so that PINs cannot be tried out across calls (R-ACC-6). A caller answers for his
/// own wrong entries; those of others stop only callers who have made some themselves and are not known to the room.
/// </summary>
internal sealed class EntryGuard(IGrainFactory grains, ICallJournal journal, IOptions<AttemptOptions> options)
{
    public static bool IsWrong(AdmissionOutcome outcome) => outcome is AdmissionOutcome.WrongPin or AdmissionOutcome.UnknownConference;

    /// <summary>Has the entry judged by <paramref name="judge"/>, unless too many went wrong before.</summary>
    /// <param name="room">The room that is wanted; null when what was keyed in can be none.</param>
    public async Task<Admission> TryAsync(JournaledCall call, RoomId? room, string? pin, Func<Task<Admission>> judge)
    {
        // Nothing can be guessed at the door of an own number without a PIN.
        if (call.OwnRoom is not null && pin is null)
            return await judge();
        var attempt = Guid.NewGuid();
        var caller = Limiter(AttemptKeys.Caller(call.CallerNumber, call.Trunk, room));
        List<IAttemptLimiterGrain> shared = [Limiter(AttemptKeys.Trunk(call.Trunk))];
        if (room is { } wanted)
            shared.Add(Limiter(AttemptKeys.Room(wanted)));
        var own = await caller.BeginAsync(attempt);
        if (!own.Allowed)
            return await RefuseAsync(room);
        if (own.WrongEntries >= options.Value.UnsuspectedEntries && !await MayShareAsync(shared, attempt, call, room))
        {
            await EndAsync([caller, .. shared], attempt, wasWrong: false);
            return await RefuseAsync(room);
        }
        var wasWrong = false;
        try
        {
            var admission = await judge();
            wasWrong = IsWrong(admission.Outcome);
            return admission;
        }
        finally
        {
            await EndAsync(wasWrong || own.WrongEntries >= options.Value.UnsuspectedEntries ? [caller, .. shared] : [caller], attempt, wasWrong);
        }
    }

    private async Task<bool> MayShareAsync(List<IAttemptLimiterGrain> shared, Guid attempt, JournaledCall call, RoomId? room)
    {
        var answers = await Task.WhenAll(shared.Select(limiter => limiter.BeginAsync(attempt)));
        return Array.TrueForAll(answers, answer => answer.Allowed)
            || (room is { } wanted && call.CallerNumber is { } number && await IsKnownAsync(wanted, number));
    }

    /// <summary>Invited, on the list, or in this room before.</summary>
    private async Task<bool> IsKnownAsync(RoomId room, string number) =>
        await grains.GetGrain<IConferenceRoomGrain>(room.Value).GetDoorAsync(number) is { } door
        && (door.CallerListed || door.CallerInvited || await journal.HasJoinedAsync(room, number));

    // The refusal names the room, so that its organizer finds it in the history; the caller hears the same for any number.
    private async Task<Admission> RefuseAsync(RoomId? room)
    {
        var refused = Admission.Refused(AdmissionOutcome.TooManyAttempts);
        return room is { } wanted && await grains.GetGrain<IConferenceRoomGrain>(wanted.Value).GetDoorAsync(null) is { } door
            ? refused with { Room = wanted, Account = door.Account, RoomTitle = door.Title }
            : refused;
    }

    private static Task EndAsync(List<IAttemptLimiterGrain> limiters, Guid attempt, bool wasWrong) =>
        Task.WhenAll(limiters.Select(limiter => limiter.EndAsync(attempt, wasWrong)));

    private IAttemptLimiterGrain Limiter(string key) => grains.GetGrain<IAttemptLimiterGrain>(key);
}
