using OrleansConf.MediaNode.Codecs;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Codecs;

public sealed class OpusTests
{
    private static readonly OpusTuning Clean = new(48_000, 5, ConstantBitrate: false, LossPercent: 0);
    private static readonly OpusTuning Lossy = Clean with { LossPercent = 20 };

    [Theory]
    [InlineData(8000, 1000)]
    [InlineData(16000, 1000)]
    [InlineData(16000, 6000)]
    [InlineData(48000, 1000)]
    [InlineData(48000, 12000)]
    public void RoundTrip_Tone_KeepsLevelAndIsClean(int sampleRate, int frequency)
    {
        short[] heard = Decode(Encode(sampleRate, Clean, frequency, 50), sampleRate);
        var (level, noise) = Signals.Measure(heard.AsSpan(heard.Length / 2), frequency, sampleRate);
        Assert.InRange(level, 8000 * 0.9, 8000 * 1.1);
        Assert.True(20 * Math.Log10(level / noise) > 20, $"{20 * Math.Log10(level / noise):F1} dB");
    }

    [Fact]
    public void TryConceal_PacketWithRepairData_BringsTheLostFrameBack()
    {
        // A tone that changes its pitch in the lost frame: concealment alone goes on with the old one.
        const int Lost = 30;
        var encoder = new OpusEncoder(16000, Lossy);
        var packets = new List<byte[]>();
        for (int frame = 0; frame <= Lost + 1; frame++)
        {
            packets.Add(EncodeFrame(encoder, Signals.Sine(frame < Lost ? 300 : 900, 12000, 320, 16000, frame * 320)));
        }

        double repaired = LevelOfLost(packets, Lost, packets[Lost + 1]);
        double guessed = LevelOfLost(packets, Lost, []);
        Assert.True(repaired > 2 * guessed && repaired > 2500, $"repaired {repaired:F0}, concealed {guessed:F0}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void CopyStateFrom_RunningEncoder_ContinuesItsStream(int lossPercent)
    {
        var first = new OpusEncoder(48000, Clean with { LossPercent = lossPercent });
        var second = new OpusEncoder(48000, Clean with { LossPercent = lossPercent });
        for (int frame = 0; frame < 20; frame++)
        {
            EncodeFrame(first, Tone(frame));
        }

        second.CopyStateFrom(first);
        for (int frame = 20; frame < 30; frame++)
        {
            Assert.Equal(EncodeFrame(first, Tone(frame)), EncodeFrame(second, Tone(frame)));
        }

        static short[] Tone(int frame) => Signals.Sine(700, 9000, 960, 48000, frame * 960);
    }

    [Fact]
    public void Stream_HandedBetweenEncodersThatHeardTheSame_HasNoClick()
    {
        // What a leg goes through that talks a while: shared stream, own one, and back after a tail of equal sound.
        var shared = new OpusEncoder(48000, Clean);
        var own = new OpusEncoder(48000, Clean);
        var decoder = new OpusDecoder(48000);
        var heard = new List<short>();
        for (int frame = 0; frame < 100; frame++)
        {
            short[] tone = Signals.Sine(440, 9000, 960, 48000, frame * 960);
            if (frame == 30)
            {
                own.CopyStateFrom(shared);
            }

            byte[] common = EncodeFrame(shared, frame is >= 30 and < 55 ? Signals.Sine(1300, 5000, 960, 48000, frame * 960) : tone);
            byte[] packet = frame is >= 30 and < 60 ? EncodeFrame(own, tone) : common;
            var pcm = new short[960];
            decoder.Decode(packet, pcm);
            heard.AddRange(pcm);
        }

        for (int frame = 20; frame < 100; frame++)
        {
            var (level, noise) = Signals.Measure(heard.Skip(frame * 960).Take(960).ToArray(), 440, 48000);
            Assert.True(level is > 8000 and < 10000 && noise < 900, $"frame {frame}: level {level:F0}, noise {noise:F0}");
        }
    }

    [Fact]
    public void IsInactive_WhatEncodersMakeOfSilenceAndVoice_IsToldApart()
    {
        Assert.True(OpusPacket.IsInactive(OpusPacket.Silence));
        Assert.True(OpusPacket.IsInactive([0x08]));
        foreach (OpusTuning tuning in new[] { Clean, Lossy })
        {
            Assert.All(Encode(48000, tuning, 0, 20).Skip(10), packet => Assert.True(OpusPacket.IsInactive(packet)));
            var encoder = new OpusEncoder(16000, tuning);
            var random = new Random(1);
            int active = 0;
            for (int frame = 0; frame < 50; frame++)
            {
                // Bursts, as speech has.
                double level = frame % 10 < 6 ? 9000 : 300;
                short[] pcm = Signals.Sine(200 + random.Next(400), level, 320, 16000, frame * 320);
                active += OpusPacket.IsInactive(EncodeFrame(encoder, pcm)) ? 0 : 1;
            }

            Assert.True(active > 25, $"{active} of 50 frames count as voice");
        }
    }

    [Fact]
    public void Silence_Decoded_IsDigitalSilence()
    {
        var pcm = new short[960];
        var decoder = new OpusDecoder(48000);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(960, decoder.Decode(OpusPacket.Silence, pcm));
        }

        Assert.All(pcm, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Decode_AnyBytes_NeverThrows()
    {
        var random = new Random(5);
        var decoder = new OpusDecoder(48000);
        var pcm = new short[5760];
        for (int i = 0; i < 20_000; i++)
        {
            var payload = new byte[random.Next(0, 80)];
            random.NextBytes(payload);
            Assert.InRange(decoder.Decode(payload, pcm), 0, pcm.Length);
            OpusPacket.IsInactive(payload);
        }
    }

    [Theory]
    [InlineData(null, 48000, false, false, null)]
    [InlineData("useinbandfec=1; usedtx=1", 48000, true, true, null)]
    [InlineData("maxplaybackrate=16000;sprop-maxcapturerate=16000;maxaveragebitrate=20000", 16000, false, false, 20000)]
    [InlineData("MaxPlaybackRate=8000; sprop-maxcapturerate=8000; stereo=1;nonsense;=;x=", 8000, false, false, null)]
    [InlineData("maxplaybackrate=8000", 48000, false, false, null)]
    [InlineData("maxaveragebitrate=99999999999;useinbandfec=2", 48000, false, false, null)]
    public void Parse_Fmtp_TakesWhatItKnows(string? fmtp, int sampleRate, bool fec, bool dtx, int? bitrate)
    {
        OpusParameters parameters = OpusParameters.Parse(fmtp);
        Assert.Equal((sampleRate, fec, dtx, bitrate), (parameters.SampleRate, parameters.InbandFec, parameters.Dtx, parameters.MaxAverageBitrate));
    }

    private static double LevelOfLost(List<byte[]> packets, int lost, byte[] next)
    {
        var decoder = new OpusDecoder(16000);
        var pcm = new short[320];
        for (int frame = 0; frame < lost; frame++)
        {
            decoder.Decode(packets[frame], pcm);
        }

        Assert.True(decoder.TryConceal(next, pcm));
        return Signals.Measure(pcm, 900, 16000).Level;
    }

    private static List<byte[]> Encode(int sampleRate, OpusTuning tuning, int frequency, int frames)
    {
        var encoder = new OpusEncoder(sampleRate, tuning);
        int samples = sampleRate / 50;
        var packets = new List<byte[]>();
        for (int frame = 0; frame < frames; frame++)
        {
            packets.Add(EncodeFrame(encoder, frequency > 0 ? Signals.Sine(frequency, 8000, samples, sampleRate, frame * samples) : new short[samples]));
        }

        return packets;
    }

    private static short[] Decode(List<byte[]> packets, int sampleRate)
    {
        var decoder = new OpusDecoder(sampleRate);
        int samples = sampleRate / 50;
        var pcm = new short[packets.Count * samples];
        for (int frame = 0; frame < packets.Count; frame++)
        {
            Assert.Equal(samples, decoder.Decode(packets[frame], pcm.AsSpan(frame * samples, samples)));
        }

        return pcm;
    }

    private static byte[] EncodeFrame(OpusEncoder encoder, short[] pcm)
    {
        var payload = new byte[CodecTraits.OpusMaxPayloadBytes];
        int bytes = encoder.Encode(pcm, payload);
        Assert.True(bytes > 0);
        return payload[..bytes];
    }
}
