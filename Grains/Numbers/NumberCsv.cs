using System.Collections.Immutable;
using System.Globalization;

namespace OrleansConf.Grains.Numbers;

/// <summary>
/// Shared access numbers as a CSV file. The first line is <see cref="Heading"/>; kind is <c>toll</c> or <c>toll-free</c>; an amount has a decimal point; city, price,
/// currency and short code may be empty on toll numbers.
/// </summary>
public static class NumberCsv
{
    public const string Heading = "number,country,city,language,kind,region,price,currency,short_code";

    private static readonly string[] Columns = Heading.Split(',');
    private static readonly string[] Languages = ["en", "de", "es", "fr", "it", "pl"];

    /// <summary>All numbers of the file and all that is wrong with it.</summary>
    public static (ImmutableArray<AccessNumber> Numbers, ImmutableArray<ImportProblem> Problems) Read(string csv)
    {
        var numbers = ImmutableArray.CreateBuilder<AccessNumber>();
        var problems = ImmutableArray.CreateBuilder<ImportProblem>();
        var seen = new HashSet<string>();
        var isFirst = true;
        foreach (var (line, fields) in CsvText.Read(csv))
        {
            if (isFirst)
            {
                isFirst = false;
                if (!fields.SequenceEqual(Columns, StringComparer.OrdinalIgnoreCase))
                    return ([], [new ImportProblem(line, "", "heading", string.Join(',', fields))]);
                continue;
            }

            if (fields.Count != Columns.Length)
            {
                problems.Add(new ImportProblem(line, "", "columns", fields.Count.ToString(CultureInfo.InvariantCulture)));
                continue;
            }

            var before = problems.Count;
            var number = ReadLine(line, fields, problems);
            if (problems.Count > before)
                continue;
            if (seen.Add(number.Number))
                numbers.Add(number);
            else
                problems.Add(new ImportProblem(line, "number", "duplicate", number.Number));
        }

        if (isFirst)
            problems.Add(new ImportProblem(1, "", "heading", ""));
        return (numbers.ToImmutable(), problems.ToImmutable());
    }

    private static AccessNumber ReadLine(int line, IReadOnlyList<string> fields, ImmutableArray<ImportProblem>.Builder problems)
    {
        var country = fields[1].ToUpperInvariant();
        var language = fields[3].ToLowerInvariant();
        Check(country.Length == 2 && country.All(char.IsAsciiLetterUpper), 1, "country");
        Check(E164.TryRead(fields[0], country, out var e164), 0, "number");
        Check(Languages.Contains(language), 3, "language");
        Check(TryReadKind(fields[4], out var kind), 4, "kind");
        Check(fields[5].Length > 0, 5, "region");
        var price = 0m;
        Check(
            fields[6].Length == 0 ? kind != NumberKind.TollFree : decimal.TryParse(fields[6], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out price),
            6,
            "price");
        Check(fields[7].Length == 0 ? kind != NumberKind.TollFree : fields[7].Length == 3 && fields[7].All(char.IsAsciiLetter), 7, "currency");
        return new AccessNumber
        {
            Number = e164,
            Country = country,
            City = fields[2].Length == 0 ? null : fields[2],
            Language = language,
            Kind = kind,
            Use = NumberUse.Shared,
            Region = fields[5],
            PricePerMinute = new Money(price, fields[7].Length == 0 ? "EUR" : fields[7].ToUpperInvariant()),
            ShortCode = fields[8].Length == 0 ? null : fields[8],
        };

        void Check(bool isRight, int column, string problem)
        {
            if (!isRight)
                problems.Add(new ImportProblem(line, Columns[column], problem, fields[column]));
        }
    }

    private static bool TryReadKind(string text, out NumberKind kind)
    {
        kind = text.Equals("toll-free", StringComparison.OrdinalIgnoreCase) ? NumberKind.TollFree : NumberKind.Toll;
        return kind == NumberKind.TollFree || text.Equals("toll", StringComparison.OrdinalIgnoreCase);
    }
}
