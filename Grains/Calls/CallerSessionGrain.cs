using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using OrleansConf.Grains.Billing;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Rooms;

namespace OrleansConf.Grains.Calls;

/// <inheritdoc cref="ICallerSessionGrain"/>
/// <remarks>Its state is the journal's row of the call: read when the grain comes to life in the middle of a call, written with each step.</remarks>
[GrainType("conf.session"), PreferLocalPlacement]
internal sealed partial class CallerSessionGrain(
    ICallJournal journal,
    CallReception reception,
    EntryGuard guard,
    IOptions<CallOptions> options,
    CallCharging charging,
    TimeProvider time,
    ILogger<CallerSessionGrain> logger) : Grain, ICallerSessionGrain
{
    private const int RememberedEntries = 32;
    private const int MaxConferenceDigits = 20;
    private const int ServiceUnavailable = 503;

    private static readonly TimeSpan EndRetry = TimeSpan.FromSeconds(5);

    private readonly RecentAnswers<int, Admission> _answers = new(RememberedEntries);
    private JournaledCall? _call;
    private CallOpened? _opened;
    private Tariff? _tariff;
    private IGrainTimer? _endRetry;

    private CallId Id => new(this.GetPrimaryKeyString());

    public async Task<CallOpened> OpenAsync(CallOpening opening)
    {
        if (_opened is not null)
            return _opened;
        var received = opening.Order is { } order ? await reception.PlaceAsync(opening, order) : await reception.ReceiveAsync(opening);
        var call = Open(opening, received);
        try
        {
            if (!await journal.WriteAsync(call))
            {
                // Another activation opened this call before: its row counts.
                call = await journal.FindAsync(Id) ?? call;
            }
        }
        catch (JournalUnavailableException exception)
        {
            return GiveUpOpening(call, exception);
        }

        _call = call;
        _opened = received.Answer;
        if (!received.Answer.Accepted)
            LogRejected(Id, received.Answer.Reason);
        return _opened;
    }

    public async Task AnsweredAsync(DateTimeOffset answeredAt)
    {
        var call = await LoadAsync();
        if (call is { IsOpen: true, AnsweredAt: null })
            await WriteAsync(call with { AnsweredAt = answeredAt });
    }

    public async Task<Admission> EnterAsync(CallEntry entry)
    {
        if (_answers.TryGet(entry.Attempt, out var first) && first.Outcome != AdmissionOutcome.PinNeeded)
            return first;
        if (await LoadAsync() is not { IsOpen: true } call)
            return Admission.Refused(AdmissionOutcome.Unavailable);
        if (entry.MoveTo is { } destination)
            return await MoveAsync(call, entry, destination);
        var maxAttempts = _opened?.MaxEntryAttempts ?? options.Value.MaxEntryAttempts;
        if (call.RejectedEntries.Count(EntryGuard.IsWrong) >= maxAttempts)
            return Admission.Refused(AdmissionOutcome.TooManyAttempts);

        var room = RoomWanted(call, entry);
        var admission = await guard.TryAsync(call, room, entry.Pin, () => AskRoomAsync(call, entry, room));
        call = Note(call, admission);
        if (!ReferenceEquals(call, _call))
            await WriteAsync(call);
        _answers.Remember(entry.Attempt, admission);
        return admission;
    }

    public async Task<CreditGrant> RenewAsync(int renewal)
    {
        if (await LoadAsync() is not { IsOpen: true, Room: { } room, Participant: not null } call)
            return CreditGrant.Refused(CreditOutcome.CallEnded);
        var grant = await charging.RenewAsync(call, renewal);
        if (grant.Exhausted || grant.Outcome == CreditOutcome.NoCredit)
            await GrainFactory.GetGrain<IConferenceRoomGrain>(room.Value).WarnCreditAsync();
        return grant;
    }

    public async Task EndAsync(CallEnding ending)
    {
        var call = await LoadAsync();
        if (call is null)
        {
            LogUnknownCall(Id);
            DeactivateOnIdle();
            return;
        }

        if (call is { Room: { } room, Participant: not null })
            await LeaveAsync(room, ending.Termination.Reason);
        if (call.IsOpen)
            await RecordAsync(await RateAsync(call, ending));
        else
            await charging.SettleAsync(call);
        _endRetry?.Dispose();
        DeactivateOnIdle();
    }

    private JournaledCall Open(CallOpening opening, ReceivedCall received)
    {
        var number = received.Number;
        var call = new JournaledCall
        {
            CallId = Id,
            Revision = 1,
            Node = opening.Node,
            NodeEpoch = opening.NodeEpoch,
            SipCallId = opening.SipCallId,
            Trunk = opening.Trunk,
            SourceAddress = opening.SourceAddress,
            DialledNumber = number?.Number ?? opening.Dialled,
            NumberKind = number?.Kind ?? NumberKind.Toll,
            Country = number?.Country,
            Language = received.Answer.Language,
            Tariff = number is { Kind: not NumberKind.Toll } ? new Tariff { PricePerMinute = number.PricePerMinute } : Tariff.Free(number?.PricePerMinute.Currency ?? "EUR"),
            OwnRoom = number is { Use: NumberUse.OwnNumber } ? number.Room ?? new RoomId(number.Number) : null,
            Account = number?.Owner,
            CallerNumber = received.Caller,
            ReceivedAt = opening.ReceivedAt,
        };
        if (opening.Order is { } order)
            return call with { NumberKind = NumberKind.DialOut, Country = E164.CountryOf(order.Number), OwnRoom = order.Room, Account = order.Account };
        if (received.Answer.Accepted)
            return call;

        // With a prompt first the call is still to be answered; its end comes from the node.
        return received.Answer.PromptBeforeReject is not null
            ? call
            : call with { EndedAt = time.GetUtcNow(), Termination = Termination.ClientError(received.Answer.Reason) };
    }

    private CallOpened GiveUpOpening(JournaledCall call, JournalUnavailableException exception)
    {
        LogOpenNotJournaled(exception, Id);
        _opened = new CallOpened { Accepted = false, SipStatus = ServiceUnavailable, Reason = TerminationReason.ClusterUnavailable };
        _call = call;
        RetryRecord(call with
        {
            Revision = call.Revision + 1,
            EndedAt = time.GetUtcNow(),
            Termination = Termination.ServerError(TerminationReason.ClusterUnavailable),
        });
        return _opened;
    }

    private async ValueTask<JournaledCall?> LoadAsync() => _call ??= await journal.FindAsync(Id);

    private async Task WriteAsync(JournaledCall call)
    {
        call = call with { Revision = call.Revision + 1 };
        _call = await journal.WriteAsync(call) ? call : await journal.FindAsync(Id);
    }

    /// <summary>The dialled number's room, or the one keyed in; null when that can be none.</summary>
    private static RoomId? RoomWanted(JournaledCall call, CallEntry entry)
    {
        if (call.OwnRoom is { } own)
            return own;
        var digits = entry.ConferenceNumber ?? "";
        return digits.Length is 0 or > MaxConferenceDigits || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0 ? null : new RoomId(digits);
    }

    /// <summary>Into another room of the account, then out of the one before; a refusal leaves all as it was.</summary>
    private async Task<Admission> MoveAsync(JournaledCall call, CallEntry entry, RoomId destination)
    {
        if (call is not { Room: { } before, Participant: not null } || before == destination
            || await GrainFactory.GetGrain<IConferenceRoomGrain>(destination.Value).GetDoorAsync(null) is not { } door || door.Account != call.Account)
            return Admission.Refused(AdmissionOutcome.NotAllowed);
        var admission = await AskRoomAsync(call, entry, destination, call.Role);
        _answers.Remember(entry.Attempt, admission);
        if (admission.Outcome != AdmissionOutcome.Admitted)
            return admission;
        await LeaveAsync(before, TerminationReason.Moved);
        var waited = call.Waited && admission.Waiting;
        await WriteAsync(Note(call, admission) with { JoinedAt = call.JoinedAt, Tariff = call.Tariff, Waited = waited });
        return admission;
    }

    private async Task<Admission> AskRoomAsync(JournaledCall call, CallEntry entry, RoomId? room, Role? movedAs = null)
    {
        if (room is not { } wanted)
            return Admission.Refused(AdmissionOutcome.UnknownConference);
        var grain = GrainFactory.GetGrain<IConferenceRoomGrain>(wanted.Value);
        // A move goes on with the money of the call: the same account pays, and a refusal must not take away what was granted.
        var charge = movedAs is null ? await charging.AskAsync(call, grain, wanted, entry) : null;
        if (movedAs is null)
            _tariff = charge?.Tariff;
        var admission = await grain.AdmitAsync(new RoomEntry
        {
            CallId = Id,
            Attempt = entry.Attempt,
            Node = call.Node,
            Pin = entry.Pin,
            CallerNumber = call.NumberKind == NumberKind.DialOut ? call.DialledNumber : call.CallerNumber,
            DialledNumber = call.DialledNumber,
            NumberKind = call.NumberKind,
            Country = call.Country ?? "",
            Invitation = entry.Invitation,
            MovedAs = movedAs,
            ChargeRefusal = charge?.Refusal,
        });
        return await charging.FinishAsync(call, charge, admission);
    }

    private JournaledCall Note(JournaledCall call, Admission admission) => admission.Outcome switch
    {
        AdmissionOutcome.Admitted when call.Participant == admission.Participant => call,
        AdmissionOutcome.Admitted => call with
        {
            Room = admission.Room,
            Account = admission.Account,
            Participant = admission.Participant,
            Role = admission.Role,
            ConferenceId = admission.ConferenceId,
            RoomTitle = admission.RoomTitle,
            Plan = admission.Plan,
            Tariff = _tariff ?? Tariff.Free(call.Tariff.PricePerMinute.Currency),
            Waited = admission.Waiting,
            JoinedAt = time.GetUtcNow(),
        },
        AdmissionOutcome.PinNeeded => call,
        _ => call with
        {
            Room = admission.Room ?? call.Room,
            Account = admission.Account ?? call.Account,
            RoomTitle = admission.RoomTitle ?? call.RoomTitle,
            RejectedEntries = call.RejectedEntries.Add(admission.Outcome),
        },
    };

    private async Task LeaveAsync(RoomId room, string reason)
    {
        try
        {
            await GrainFactory.GetGrain<IConferenceRoomGrain>(room.Value).LeaveAsync(new RoomLeave { CallId = Id, Reason = reason });
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or JournalUnavailableException)
        {
            // The record must not wait for a room that does not answer: a room that comes to life again reads who is in from the journal.
            LogLeaveFailed(exception, Id, room);
        }
    }

    private Task<JournaledCall> RateAsync(JournaledCall call, CallEnding ending)
    {
        var endedAt = Latest(ending.EndedAt, call.AnsweredAt, call.ReceivedAt);
        var ended = call with { Revision = call.Revision + 1, EndedAt = endedAt, Termination = ending.Termination, Figures = ending.Figures };
        return charging.RateAsync(ended, ending.StillWaiting);
    }

    private static DateTimeOffset Latest(DateTimeOffset ended, DateTimeOffset? answered, DateTimeOffset received)
    {
        var earliest = answered ?? received;
        return ended > earliest ? ended : earliest;
    }

    private async Task RecordAsync(JournaledCall ended)
    {
        try
        {
            if (!await journal.WriteAsync(ended))
            {
                ended = await journal.FindAsync(Id) ?? ended;
                if (ended.IsOpen)
                    throw new JournalUnavailableException($"Another activation of session {Id} is writing.");
            }
        }
        catch (JournalUnavailableException exception)
        {
            LogEndNotJournaled(exception, Id);
            RetryRecord(ended);
            throw;
        }

        _call = ended;
        LogEnded(Id, ended.Termination, ended.Charge ?? default);
        try
        {
            await charging.SettleAsync(ended);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or JournalUnavailableException)
        {
            LogSettleFailed(exception, Id);
        }
    }

    // The caller is gone and the node may not ask again: the session itself tries until its record is stored.
    private void RetryRecord(JournaledCall ended)
    {
        _endRetry?.Dispose();
        var options = new GrainTimerCreationOptions { DueTime = EndRetry, Period = EndRetry, KeepAlive = true };
        _endRetry = this.RegisterGrainTimer(async (record, _) =>
        {
            try
            {
                await RecordAsync(record);
                _endRetry?.Dispose();
                DeactivateOnIdle();
            }
            catch (JournalUnavailableException)
            {
                // RecordAsync has logged it and armed the next try.
            }
        }, ended, options);
    }
}
