namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>What the IVR has to ask before <see cref="ICallerSessionGrain.EnterAsync"/> can succeed.</summary>
[GenerateSerializer, Alias("conf.entry-steps")]
public enum EntrySteps
{
    /// <summary>Shared number: greeting, press 1, conference number, PIN.</summary>
    ConferenceNumberAndPin = 0,

    /// <summary>Own number with PIN: greeting, PIN.</summary>
    PinOnly = 1,

    /// <summary>Own number, open or on the list: straight into the room.</summary>
    None = 2,
}
