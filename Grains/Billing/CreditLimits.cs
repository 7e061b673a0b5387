namespace OrleansConf.Grains.Billing;

/// <summary>What bounds an account's spending now.</summary>
/// <param name="Overdraft">How far the balance may fall below zero; null: without limit.</param>
/// <param name="Caps">The organizer's own limits.</param>
public readonly record struct CreditLimits(decimal? Overdraft, SpendCaps Caps);
