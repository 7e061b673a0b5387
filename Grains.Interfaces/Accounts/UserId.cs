namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>A user of the portal, as the portal's identity store names it.</summary>
[GenerateSerializer, Immutable, Alias("conf.user-id")]
public readonly record struct UserId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
