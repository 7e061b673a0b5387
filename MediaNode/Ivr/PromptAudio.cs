namespace OrleansConf.MediaNode.Ivr;

/// <summary>Decoded audio of one piece; shared by all callers, so nobody writes to it.</summary>
/// <param name="Samples">PCM16 mono.</param>
/// <param name="SampleRate">Samples per second; the library answers at <see cref="DefaultSampleRate"/> only.</param>
public sealed record PromptAudio(ReadOnlyMemory<short> Samples, int SampleRate = PromptAudio.DefaultSampleRate)
{
    public const int DefaultSampleRate = 16000;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);
}
