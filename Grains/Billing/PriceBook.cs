using System.Collections.Frozen;

namespace OrleansConf.Grains.Billing;

/// <summary>The price list at one version, made for lookups. Immutable.</summary>
public sealed class PriceBook
{
    private readonly FrozenDictionary<(string Country, NumberKind Kind, string? Number), PriceEntry[]> _entries;

    public PriceBook(PriceListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        Version = list.Version;
        _entries = list.Entries
            .GroupBy(entry => (entry.Country, entry.Kind, entry.Number))
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.ValidFrom).ToArray());
    }

    public long Version { get; }

    /// <summary>
    /// What a minute on the number costs at an instant: the number's own entry, else its country's, else the price that the number
    /// plan names. Toll numbers cost the organizer nothing (R-NUM-2).
    /// </summary>
    public Tariff Find(AccessNumber number, ServicePlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(plan);
        if (number.Kind == NumberKind.Toll)
            return Tariff.Free(number.PricePerMinute.Currency);
        var entry = InForce((number.Country, number.Kind, number.Number), at) ?? InForce((number.Country, number.Kind, null), at);
        return entry is null
            ? new Tariff { PricePerMinute = number.PricePerMinute, MinimumSeconds = plan.BillingMinimumSeconds, IncrementSeconds = plan.BillingIncrementSeconds }
            : ToTariff(entry, plan);
    }

    /// <summary>What a minute of a call costs that we place to a number of the country; null: the list names no price, it is free.</summary>
    public Tariff? FindDialOut(string country, ServicePlan plan, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return InForce((country, NumberKind.DialOut, null), at) is { } entry ? ToTariff(entry, plan) : null;
    }

    private static Tariff ToTariff(PriceEntry entry, ServicePlan plan) => new()
    {
        PricePerMinute = entry.PricePerMinute,
        ConnectionFee = entry.ConnectionFee,
        FreeSeconds = entry.FreeSeconds,
        MinimumSeconds = entry.MinimumSeconds ?? plan.BillingMinimumSeconds,
        IncrementSeconds = entry.IncrementSeconds ?? plan.BillingIncrementSeconds,
    };

    private PriceEntry? InForce((string Country, NumberKind Kind, string? Number) scope, DateTimeOffset at) =>
        _entries.TryGetValue(scope, out var entries) ? Array.Find(entries, entry => entry.ValidFrom <= at) : null;
}
