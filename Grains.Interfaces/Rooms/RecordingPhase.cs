namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Whether the conference is being recorded (R-CALL-8). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.recording-phase")]
public enum RecordingPhase
{
    Off = 0,
    On = 1,
    Paused = 2,
}
