using Microsoft.Extensions.Options;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Plans;

namespace OrleansConf.Grains.Calls;

/// <summary>Decides what becomes of an incoming call before it is answered.</summary>
internal sealed class CallReception(NumberPlanCache numbers, PlanCache plans, SubscriberRanges subscribers, IOptions<CallOptions> options, IGrainFactory grains)
{
    private const int NotFound = 404;
    private const int TemporarilyUnavailable = 480;
    private const int Decline = 603;

    /// <summary>The answer, and the number and caller as understood.</summary>
    public async Task<ReceivedCall> ReceiveAsync(CallOpening opening)
    {
        var caller = CallerNumber.Read(opening.Caller, opening.CallerWithheld, opening.TrunkCountry);
        var index = await numbers.GetAsync();
        var number = DialledNumberLookup.Find(index, opening.Dialled, opening.TrunkCountry, subscribers.Contains(caller, opening.SourceAddress));
        if (number is null)
            return new ReceivedCall(Rejected(NotFound, TerminationReason.UnknownNumber), null, caller);
        if (!number.InService)
            return new ReceivedCall(Rejected(number.Use == NumberUse.OwnNumber ? NotFound : TemporarilyUnavailable, TerminationReason.NumberOutOfService), number, caller);
        var answer = number.Use == NumberUse.OwnNumber ? await ReceiveOwnNumberAsync(number, caller) : ReceiveShared(number);
        return new ReceivedCall(answer, number, caller);
    }

    /// <summary>A call that we place: its order says all.</summary>
    public async Task<ReceivedCall> PlaceAsync(CallOpening opening, OutboundCallOrder order)
    {
        var plan = await plans.GetAsync(order.Plan);
        var answer = new CallOpened
        {
            Accepted = true,
            Language = order.Language,
            Steps = EntrySteps.None,
            NumberKind = NumberKind.DialOut,
            MaxEntryAttempts = plan.MaxEntryAttempts,
            EntryTimeout = plan.EntryTimeout,
            EntryRepeats = plan.EntryRepeats,
            MaxCallLength = plan.MaxCallLength,
        };
        return new ReceivedCall(answer, null, opening.Caller);
    }

    private CallOpened ReceiveShared(AccessNumber number) => new()
    {
        Accepted = true,
        Language = number.Language,
        Steps = EntrySteps.ConferenceNumberAndPin,
        NumberKind = number.Kind,
        MaxEntryAttempts = options.Value.MaxEntryAttempts,
        EntryTimeout = options.Value.EntryTimeout,
        EntryRepeats = options.Value.EntryRepeats,
        MaxCallLength = options.Value.MaxCallLength,
    };

    private async Task<CallOpened> ReceiveOwnNumberAsync(AccessNumber number, string? caller)
    {
        // The dialled number is the room (R-ACC-4).
        var room = number.Room ?? new RoomId(number.Number);
        if (await grains.GetGrain<IConferenceRoomGrain>(room.Value).GetDoorAsync(caller) is not { } door)
            return Rejected(NotFound, TerminationReason.NumberOutOfService);
        var plan = await plans.GetAsync(door.Plan);
        if (door is { AccessMode: AccessMode.AllowList, CallerListed: false })
        {
            return Rejected(Decline, TerminationReason.NotAllowed) with
            {
                Language = number.Language,
                PromptBeforeReject = plan.PromptBeforeReject ? TerminationReason.NotAllowed : null,
            };
        }

        return new CallOpened
        {
            Accepted = true,
            Language = number.Language,
            Steps = door.AccessMode == AccessMode.Pin ? EntrySteps.PinOnly : EntrySteps.None,
            NumberKind = number.Kind,
            MaxEntryAttempts = plan.MaxEntryAttempts,
            EntryTimeout = plan.EntryTimeout,
            EntryRepeats = plan.EntryRepeats,
            MaxCallLength = plan.MaxCallLength,
        };
    }

    private static CallOpened Rejected(int sipStatus, string reason) => new() { Accepted = false, SipStatus = sipStatus, Reason = reason };
}
