using System.Collections.Immutable;

namespace OrleansConf.Grains.Numbers;

/// <summary>Which numbers a guest is told to dial (R-NUM-5). Pure.</summary>
public static class AccessNumberChoice
{
    /// <summary>What a guest of the country may dial, and the best of it.</summary>
    /// <param name="numbers">The provider's numbers; only shared ones in service are offered.</param>
    /// <param name="facts">Who pays.</param>
    /// <param name="price">The price per minute in force of a toll-free number.</param>
    /// <param name="country">The guest's, ISO 3166-1 alpha-2; null: unknown.</param>
    public static AccessOffer For(IEnumerable<AccessNumber> numbers, TollFreeFacts facts, Func<AccessNumber, Money> price, string? country)
    {
        ArgumentNullException.ThrowIfNull(price);
        var offered = numbers
            .Where(number => number is { Use: NumberUse.Shared, InService: true } && number.Number.StartsWith('+'))
            .Where(number => number.Kind == NumberKind.Toll || (number.Kind == NumberKind.TollFree && TollFreeRules.Allows(facts, number.Country, price(number))))
            .OrderBy(number => number.Country, StringComparer.Ordinal).ThenByDescending(number => number.Kind).ThenBy(number => number.Number, StringComparer.Ordinal)
            .ToImmutableArray();
        return new AccessOffer { Numbers = offered, Best = Best(offered, country) };
    }

    /// <summary>The number to dial instead of a toll-free one that the conference does not allow (R-NUM-7).</summary>
    public static AccessNumber? TollInstead(IEnumerable<AccessNumber> numbers, string country) =>
        Best([.. numbers.Where(number => number is { Use: NumberUse.Shared, InService: true, Kind: NumberKind.Toll } && number.Number.StartsWith('+'))], country);

    private static AccessNumber? Best(ImmutableArray<AccessNumber> offered, string? country)
    {
        // Toll-free sorts before toll within a country; a toll-free number cannot be dialled from abroad.
        var own = offered.FirstOrDefault(number => number.Country == country);
        return own ?? offered.Where(number => number.Kind == NumberKind.Toll)
            .MinBy(number => (CountryDistance.Kilometres(country ?? "", number.Country), number.Country, number.Number));
    }
}
