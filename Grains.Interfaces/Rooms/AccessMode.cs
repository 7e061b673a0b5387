namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Who gets in (R-ACC-1). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.access-mode")]
public enum AccessMode
{
    Pin = 0,
    AllowList = 1,

    /// <summary>Everyone who dials the number.</summary>
    Open = 2,
}
