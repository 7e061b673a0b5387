namespace OrleansConf.Grains.Billing;

/// <summary>Stored price list.</summary>
[GenerateSerializer, Alias("conf.state.price-list")]
public sealed class PriceListState
{
    [Id(0)] public long Version { get; set; }

    [Id(1)] public List<PriceEntry> Entries { get; set; } = [];
}
