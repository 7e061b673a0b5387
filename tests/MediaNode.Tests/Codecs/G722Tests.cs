using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Codecs;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Codecs;

public sealed class G722Tests
{
    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3400)]
    [InlineData(6500)]
    public void RoundTrip_Tone_KeepsLevelAndIsClean(int frequency)
    {
        var pcm = Signals.Sine(frequency, 16000, 8000, 16000);
        var payload = new byte[pcm.Length / 2];
        var decoded = new short[pcm.Length];
        Assert.Equal(payload.Length, new G722Encoder().Encode(pcm, payload));
        Assert.Equal(pcm.Length, new G722Decoder().Decode(payload, decoded));

        var (level, noise) = Signals.Measure(decoded.AsSpan(1600), frequency, 16000);
        Assert.InRange(level, 16000 * 0.9, 16000 * 1.1);
        Assert.True(20 * Math.Log10(level / noise) > 15, $"signal to noise at {frequency} Hz: {level} / {noise}");
    }

    [Fact]
    public void Decode_StreamSplitAnywhere_GivesTheSameSamples()
    {
        var pcm = Signals.Sine(700, 5000, 3200, 16000);
        var payload = new byte[1600];
        new G722Encoder().Encode(pcm, payload);
        var whole = new short[3200];
        new G722Decoder().Decode(payload, whole);
        var parts = new short[3200];
        var decoder = new G722Decoder();
        int at = 0;
        foreach (int bytes in new[] { 1, 159, 160, 333, 947 })
        {
            at += decoder.Decode(payload.AsSpan(at / 2, bytes), parts.AsSpan(at));
        }

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void CopyStateFrom_RunningEncoder_ContinuesItsStream()
    {
        var pcm = Signals.Sine(900, 6000, 1280, 16000);
        var first = new G722Encoder();
        var second = new G722Encoder();
        var head = new byte[320];
        first.Encode(pcm.AsSpan(0, 640), head);
        second.CopyStateFrom(first);
        var a = new byte[320];
        var b = new byte[320];
        first.Encode(pcm.AsSpan(640), a);
        second.Encode(pcm.AsSpan(640), b);
        Assert.Equal(a, b);
    }

    [Fact]
    public void Codec_ChirpOfAnotherImplementation_GivesTheSameBytesAndSamples()
    {
        // Made with ffmpeg (libavcodec, "-c:a g722 -trellis 0"): input, its encoder's bytes, its decoder's samples.
        var pcm = ReadPcm("chirp-16k.pcm");
        var wire = File.ReadAllBytes(PathOf("chirp.g722"));
        var payload = new byte[wire.Length];
        new G722Encoder().Encode(pcm, payload);
        Assert.Equal(wire, payload);

        var decoded = new short[wire.Length * 2];
        new G722Decoder().Decode(wire, decoded);
        Assert.Equal(ReadPcm("chirp-decoded.pcm"), decoded);
    }

    private static short[] ReadPcm(string file) => MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(PathOf(file))).ToArray();

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Codecs", "Vectors", file);
}
