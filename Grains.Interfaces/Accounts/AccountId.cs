namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>Names an organizer account.</summary>
[GenerateSerializer, Immutable, Alias("conf.account-id")]
public readonly record struct AccountId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
