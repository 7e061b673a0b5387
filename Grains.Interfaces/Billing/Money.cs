namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>An amount in one currency (ISO 4217). Amounts of different currencies never meet in a sum.</summary>
[GenerateSerializer, Immutable, Alias("conf.money")]
public readonly record struct Money([property: Id(0)] decimal Amount, [property: Id(1)] string Currency)
{
    public static Money Zero(string currency) => new(0m, currency);

    public bool IsZero => Amount == 0m;

    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, Same(left, right));

    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, Same(left, right));

    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    public static Money operator *(Money price, decimal factor) => price with { Amount = price.Amount * factor };

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money value) => -value;

    public static Money Multiply(Money price, decimal factor) => price * factor;

    public override string ToString() => FormattableString.Invariant($"{Amount:0.00####} {Currency}");

    private static string Same(Money left, Money right) => left.Currency == right.Currency
        ? left.Currency
        : throw new InvalidOperationException($"Cannot combine {left.Currency} with {right.Currency}.");
}
