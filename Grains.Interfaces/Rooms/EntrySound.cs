namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What the room hears when someone comes or goes (R-CALL-5). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.entry-sound")]
public enum EntrySound
{
    None = 0,
    Tone = 1,
    RecordedName = 2,
}
