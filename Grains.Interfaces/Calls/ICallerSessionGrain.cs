using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>One call from INVITE to its record (key: <see cref="CallId"/>). It alone writes the record, once (R-BIL-8).</summary>
[Alias("conf.session"), GrainInterfaceType("conf.session")]
public interface ICallerSessionGrain : IGrainWithStringKey
{
    /// <summary>Looks the number up and journals the call. A rejected call is recorded before this returns.</summary>
    [Alias("open")] Task<CallOpened> OpenAsync(CallOpening opening);

    /// <summary>The call was answered; charging counts from here.</summary>
    [Alias("answered")] Task AnsweredAsync(DateTimeOffset answeredAt);

    /// <summary>Tries to enter a room. Repeating an attempt number returns its first answer.</summary>
    [Alias("enter")] Task<Admission> EnterAsync(CallEntry entry);

    /// <summary>More time for a call that costs its account, before the granted time is over. Repeating a renewal returns its first answer.</summary>
    /// <param name="renewal">1, 2, 3 within the call.</param>
    [Alias("renew")] Task<CreditGrant> RenewAsync(int renewal);

    /// <summary>Frees the seat, rates the call, writes record and ledger in one transaction. Harmless when repeated.</summary>
    [Alias("end")] Task EndAsync(CallEnding ending);
}
