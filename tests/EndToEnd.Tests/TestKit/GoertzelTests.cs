using OrleansConf.TestKit.Audio;

namespace OrleansConf.EndToEnd.Tests.TestKit;

public sealed class GoertzelTests
{
    [Theory]
    [InlineData(310)]
    [InlineData(1230)]
    [InlineData(2990)]
    public void LevelDb_OwnFrequency_IsTheSentLevel(int frequencyHz)
    {
        Assert.InRange(Goertzel.LevelDb(Tone(frequencyHz), frequencyHz), Tones.LevelDb - 0.1, Tones.LevelDb + 0.1);
    }

    [Fact]
    public void LevelDb_NeighbouringTone_IsFarBelow()
    {
        Assert.InRange(Goertzel.LevelDb(Tone(Tones.Of(20)), Tones.Of(21)), Goertzel.FloorDb, -70);
    }

    [Fact]
    public void LevelDb_ThreeTonesCompanded_EachIsTheSentLevel()
    {
        var mixed = new short[HeardAudio.BlockSamples];
        foreach (int index in (int[])[3, 17, 40])
        {
            short[] tone = Tone(Tones.Of(index));
            for (int i = 0; i < mixed.Length; i++)
                mixed[i] += tone[i];
        }

        for (int i = 0; i < mixed.Length; i++)
            mixed[i] = G711.Decode(G711Law.A, G711.Encode(G711Law.A, mixed[i]));

        Assert.All((int[])[3, 17, 40], index => Assert.InRange(Goertzel.LevelDb(mixed, Tones.Of(index)), -20.5, -19.5));
        Assert.True(new HeardAudio(mixed, 0).IsWithout(Tones.Of(10)));
    }

    [Fact]
    public void TotalDb_Silence_IsTheFloor() => Assert.Equal(Goertzel.FloorDb, Goertzel.TotalDb(new short[1600]));

    [Fact]
    public void HeardAudio_ToneBreaksOff_IsNeitherHeardNorAbsent()
    {
        short[] half = [.. Tone(Tones.Of(5)), .. new short[HeardAudio.BlockSamples]];
        var heard = new HeardAudio(half, 0);

        Assert.False(heard.Hears(Tones.Of(5)));
        Assert.False(heard.IsWithout(Tones.Of(5)));
        Assert.Equal(0.5, heard.ShareHearing(Tones.Of(5)));
    }

    private static short[] Tone(int frequencyHz)
    {
        var samples = new short[HeardAudio.BlockSamples];
        Tones.Fill(samples, frequencyHz, firstSample: 12_345);
        return samples;
    }
}
