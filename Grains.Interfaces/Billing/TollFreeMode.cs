namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>For which countries an account pays its guests' calls (R-NUM-4). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.toll-free-mode")]
public enum TollFreeMode
{
    Off = 0,

    /// <summary>Every country with a toll-free number, up to the maximum price when one is set.</summary>
    WhereAvailable = 1,

    ChosenCountries = 2,
}
