namespace OrleansConf.Grains.Billing;

/// <summary>What a caller's entry costs: the tariff, and the account's answer.</summary>
/// <param name="Account">Whose account pays.</param>
/// <param name="Tariff">In force when the call came.</param>
/// <param name="Grant">Granted or why not.</param>
internal sealed record EntryCharge(AccountId Account, Tariff Tariff, CreditGrant Grant)
{
    /// <summary>What the room answers a caller who is who he says; null: the account pays.</summary>
    public AdmissionOutcome? Refusal => Grant.Outcome switch
    {
        CreditOutcome.Granted => null,
        CreditOutcome.TollFreeNotAllowed => AdmissionOutcome.TollFreeNotAllowed,
        CreditOutcome.NoCredit => AdmissionOutcome.NoCredit,
        _ => AdmissionOutcome.Unavailable,
    };
}
