namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>What a number leads to. Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.number-use")]
public enum NumberUse
{
    /// <summary>Many conferences: the caller keys in a conference number.</summary>
    Shared = 0,

    /// <summary>A customer's own number: the dialled number is the room (R-ACC-4).</summary>
    OwnNumber = 1,
}
