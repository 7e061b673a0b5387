namespace OrleansConf.Grains.Numbers;

/// <summary>
/// Who pays for toll-free calls (R-NUM-3 to -7). Invitations, the page with the access numbers and the admission of a call all ask
/// here, so that nobody is invited to a number that then refuses him.
/// </summary>
public static class TollFreeRules
{
    /// <summary>Whether the account pays for a call to a toll-free number of the country.</summary>
    /// <param name="facts">The settings, from wide to narrow: the narrower one wins.</param>
    /// <param name="country">Of the dialled number, ISO 3166-1 alpha-2.</param>
    /// <param name="pricePerMinute">In force now.</param>
    public static bool Allows(in TollFreeFacts facts, string country, Money pricePerMinute)
    {
        if (!facts.Subscribed || facts.Blocked)
            return false;
        if (facts.Participant is { } paysForHim)
            return paysForHim;
        if (facts.ConferenceCountries is { } chosen)
            return chosen.Contains(country);
        return facts.Account.Mode switch
        {
            TollFreeMode.WhereAvailable => facts.Account.MaxPricePerMinute is not { } limit || IsWithin(pricePerMinute, limit),
            TollFreeMode.ChosenCountries => facts.Account.Countries.Contains(country),
            _ => false,
        };
    }

    // A price in another currency cannot be compared: the limit protects, so it refuses.
    private static bool IsWithin(Money price, Money limit) => price.Currency == limit.Currency && price.Amount <= limit.Amount;
}
