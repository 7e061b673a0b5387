using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using PhoneNumbers;

namespace OrleansConf.Silo.Demo;

/// <summary>Access numbers of the demo system. Apart from those of the run contract they are the numbering plans' own examples.</summary>
public static class DemoNumbers
{
    public const string PolishNumber = "+48223500908";
    public const string ShortCode = "908";
    public const string GermanTollFree = "+498000004711";

    private const string Currency = "EUR";

    /// <summary>Countries with a toll number: country, city, language of its prompts, region.</summary>
    private static readonly (string Country, string City, string Language, string Region)[] TollCountries =
    [
        ("AE", "Dubai", "en", "me"), ("AR", "Buenos Aires", "es", "sa"), ("AT", "Wien", "de", "eu-central"), ("AU", "Sydney", "en", "ap"),
        ("BE", "Bruxelles", "fr", "eu-west"), ("BG", "Sofia", "en", "eu-central"), ("BR", "São Paulo", "es", "sa"), ("CA", "Toronto", "en", "na"),
        ("CH", "Zürich", "de", "eu-central"), ("CL", "Santiago", "es", "sa"), ("CO", "Bogotá", "es", "sa"), ("CR", "San José", "es", "na"),
        ("CY", "Nicosia", "en", "eu-central"), ("CZ", "Praha", "en", "eu-central"), ("DE", "Frankfurt", "de", "eu-central"), ("DK", "København", "en", "eu-west"),
        ("DO", "Santo Domingo", "es", "na"), ("EE", "Tallinn", "en", "eu-central"), ("ES", "Madrid", "es", "eu-west"), ("FI", "Helsinki", "en", "eu-central"),
        ("FR", "Paris", "fr", "eu-west"), ("GB", "London", "en", "eu-west"), ("GR", "Athens", "en", "eu-central"), ("HK", "Hong Kong", "en", "ap"),
        ("HR", "Zagreb", "en", "eu-central"), ("HU", "Budapest", "en", "eu-central"), ("IE", "Dublin", "en", "eu-west"), ("IL", "Tel Aviv", "en", "me"),
        ("IN", "Mumbai", "en", "ap"), ("IS", "Reykjavík", "en", "eu-west"), ("IT", "Milano", "it", "eu-west"), ("JP", "Tokyo", "en", "ap"),
        ("KR", "Seoul", "en", "ap"), ("LT", "Vilnius", "pl", "eu-central"), ("LU", "Luxembourg", "fr", "eu-west"), ("LV", "Riga", "en", "eu-central"),
        ("MT", "Valletta", "it", "eu-west"), ("MX", "Ciudad de México", "es", "na"), ("MY", "Kuala Lumpur", "en", "ap"), ("NL", "Amsterdam", "en", "eu-west"),
        ("NO", "Oslo", "en", "eu-west"), ("NZ", "Auckland", "en", "ap"), ("PA", "Panamá", "es", "na"), ("PE", "Lima", "es", "sa"),
        ("PH", "Manila", "en", "ap"), ("PT", "Lisboa", "es", "eu-west"), ("RO", "București", "en", "eu-central"), ("RS", "Beograd", "en", "eu-central"),
        ("SE", "Stockholm", "en", "eu-west"), ("SG", "Singapore", "en", "ap"), ("SI", "Ljubljana", "en", "eu-central"), ("SK", "Bratislava", "en", "eu-central"),
        ("TH", "Bangkok", "en", "ap"), ("TR", "Istanbul", "en", "eu-central"), ("UA", "Kyiv", "en", "eu-central"), ("US", "New York", "en", "na"),
        ("UY", "Montevideo", "es", "sa"), ("ZA", "Johannesburg", "en", "me"),
    ];

    /// <summary>Toll-free numbers with the demo prices of R-NUM-4; Germany's is named apart.</summary>
    private static readonly (string Country, string Language, string Region, decimal Price)[] TollFreeCountries =
    [
        ("AT", "de", "eu-central", 1.64m), ("BE", "fr", "eu-west", 2.81m), ("CA", "en", "na", 0.99m), ("DK", "en", "eu-west", 2.34m),
    ];

    public static ImmutableArray<AccessNumber> All()
    {
        var numbers = ImmutableArray.CreateBuilder<AccessNumber>();
        numbers.Add(new AccessNumber
        {
            Number = PolishNumber,
            Country = "PL",
            City = "Warszawa",
            Language = "pl",
            Kind = NumberKind.Toll,
            Use = NumberUse.Shared,
            Region = "eu-central",
            PricePerMinute = Money.Zero(Currency),
            ShortCode = ShortCode,
        });
        numbers.Add(TollFree(GermanTollFree, "DE", "de", "eu-central", 1.64m));
        foreach (var (country, city, language, region) in TollCountries)
        {
            numbers.Add(new AccessNumber
            {
                Number = Example(country, PhoneNumberType.FIXED_LINE),
                Country = country,
                City = city,
                Language = language,
                Kind = NumberKind.Toll,
                Use = NumberUse.Shared,
                Region = region,
                PricePerMinute = Money.Zero(Currency),
            });
        }

        foreach (var (country, language, region, price) in TollFreeCountries)
            numbers.Add(TollFree(Example(country, PhoneNumberType.TOLL_FREE), country, language, region, price));
        foreach (var own in new[] { DemoAccount.OpenNumber, DemoAccount.PinNumber, DemoAccount.ListNumber })
            numbers.Add(OwnNumber(own, "de"));
        return numbers.ToImmutable();
    }

    /// <summary>A number that leads straight into the room of the same name.</summary>
    public static AccessNumber OwnNumber(string number, string language) => new()
    {
        Number = number,
        Country = "DE",
        City = "Berlin",
        Language = language,
        Kind = NumberKind.Toll,
        Use = NumberUse.OwnNumber,
        Region = "eu-central",
        PricePerMinute = Money.Zero(Currency),
        Room = new RoomId(number),
        Owner = DemoAccount.Id,
    };

    private static AccessNumber TollFree(string number, string country, string language, string region, decimal price) => new()
    {
        Number = number,
        Country = country,
        Language = language,
        Kind = NumberKind.TollFree,
        Use = NumberUse.Shared,
        Region = region,
        PricePerMinute = new Money(price, Currency),
    };

    private static string Example(string country, PhoneNumberType type)
    {
        var plans = PhoneNumberUtil.GetInstance();
        return plans.Format(plans.GetExampleNumberForType(country, type), PhoneNumberFormat.E164);
    }
}
