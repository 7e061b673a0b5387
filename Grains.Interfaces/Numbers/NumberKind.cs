namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>Who pays the carrier for a call to a number. Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.number-kind")]
public enum NumberKind
{
    /// <summary>The caller pays his own carrier.</summary>
    Toll = 0,

    /// <summary>The organizer's account pays by the minute (R-NUM-2).</summary>
    TollFree = 1,

    /// <summary>The platform placed the call; the organizer's account pays by the minute.</summary>
    DialOut = 2,
}
