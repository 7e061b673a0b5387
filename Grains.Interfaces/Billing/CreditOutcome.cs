namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>What came of a request for time. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.credit-outcome")]
public enum CreditOutcome
{
    Granted = 0,

    /// <summary>The balance, the credit limit or a cap is used up.</summary>
    NoCredit = 1,

    /// <summary>The organizer does not pay for calls to this number (R-NUM-7).</summary>
    TollFreeNotAllowed = 2,

    /// <summary>The call has its record already.</summary>
    CallEnded = 3,
}
