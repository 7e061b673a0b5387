using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

public sealed class MixingTests
{
    private static readonly int[] Tones = [440, 710, 1130];

    [Theory]
    [InlineData(CodecKind.Pcmu, false)]
    [InlineData(CodecKind.Pcma, false)]
    [InlineData(CodecKind.G722, false)]
    [InlineData(CodecKind.L16, false)]
    [InlineData(CodecKind.Opus, false)]
    [InlineData(CodecKind.Pcmu, true)]
    public async Task Room_ThreeTalkers_EachHearsAllButItself(CodecKind codec, bool portable)
    {
        await using var rig = new EngineRig(options => options.PortableSockets = portable);
        MixerRoom room = rig.Engine.GetOrAddRoom("tones");
        var phones = Enumerable.Range(0, 4).Select(i => Join(rig, room, codec, i < 3 ? Tones[i] : 0)).ToList();
        rig.RunFrames(60);
        for (int i = 0; i < phones.Count; i++)
        {
            AssertHears(phones[i], ownTone: i);
        }
    }

    [Fact]
    public async Task Room_MixedCodecs_EachHearsAllButItself()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("mixed");
        CodecKind[] codecs = [CodecKind.Pcmu, CodecKind.G722, CodecKind.Opus, CodecKind.L16];
        var phones = codecs.Select((codec, i) => Join(rig, room, codec, i < 3 ? Tones[i] : 0)).ToList();
        rig.RunFrames(60);
        for (int i = 0; i < phones.Count; i++)
        {
            AssertHears(phones[i], ownTone: i);
        }
    }

    [Fact]
    public async Task Room_SteadyTone_ArrivesWithoutAClick()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("clean");
        TestPhone talker = Join(rig, room, CodecKind.Pcmu, 440);
        TestPhone listener = Join(rig, room, CodecKind.Pcmu, 0);
        rig.RunFrames(100);
        var heard = listener.Heard.Skip(160 * 20).ToArray();
        var (level, noise) = Codecs.Signals.Measure(heard, 440, 8000);
        Assert.InRange(level, talker.Peak * 0.97, talker.Peak * 1.03);
        Assert.True(noise < talker.Peak / 30, $"noise {noise}");
        Assert.All(listener.Headers.Zip(listener.Headers.Skip(1)), pair =>
        {
            Assert.Equal((ushort)(pair.First.SequenceNumber + 1), pair.Second.SequenceNumber);
            Assert.Equal(pair.First.Timestamp + 160, pair.Second.Timestamp);
            Assert.Equal(pair.First.Ssrc, pair.Second.Ssrc);
        });
    }

    [Fact]
    public async Task Muted_Talker_IsNotHeardUntilUnmuted()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("muted");
        TestPhone talker = Join(rig, room, CodecKind.Pcmu, 440);
        TestPhone listener = Join(rig, room, CodecKind.Pcmu, 0);
        talker.Leg.Muted = true;
        rig.RunFrames(60);
        Assert.True(listener.LevelOf(440) < 20, "a muted leg is heard");
        Assert.False(talker.Leg.IsTalking);
        talker.Leg.Muted = false;
        rig.RunFrames(60);
        Assert.True(listener.LevelOf(440) > 3500, "an unmuted leg is not heard");
        Assert.True(talker.Leg.IsTalking);
        Assert.False(listener.Leg.IsTalking);
    }

    [Fact]
    public async Task TwoRooms_Talkers_StayInTheirRoom()
    {
        await using var rig = new EngineRig();
        MixerRoom one = rig.Engine.GetOrAddRoom("one");
        MixerRoom two = rig.Engine.GetOrAddRoom("two");
        Join(rig, one, CodecKind.Pcmu, 440);
        Join(rig, two, CodecKind.Pcmu, 710);
        TestPhone listener = Join(rig, one, CodecKind.Pcmu, 0);
        rig.RunFrames(60);
        Assert.True(listener.LevelOf(440) > 3500);
        Assert.True(listener.LevelOf(710) < 20);
        listener.Leg.Join(two, muted: false);
        rig.RunFrames(60);
        Assert.True(listener.LevelOf(440) < 20);
        Assert.True(listener.LevelOf(710) > 3500);
        Assert.Equal(1, one.LegCount);
        Assert.Equal(2, two.LegCount);
    }

    [Theory]
    [InlineData(CodecKind.G722)]
    [InlineData(CodecKind.Opus)]
    public async Task Room_TenThousandTicks_AllocatesNothing(CodecKind second)
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("steady");
        var phones = Enumerable.Range(0, 4).Select(i => Join(rig, room, i == 1 ? second : CodecKind.Pcmu, i < 3 ? Tones[i] : 0)).ToList();
        rig.RunFrames(200);
        byte[][] payloads = [.. phones.Select(phone => phone.NextPayload())];
        long allocated = 0;
        for (int i = 0; i < 2500; i++)
        {
            for (int p = 0; p < phones.Count; p++)
            {
                phones[p].SendPacket(payloads[p]);
            }

            // The phones' sockets do not count: code that the runtime has just compiled anew may allocate in its first call.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int slot = 0; slot < 4; slot++)
            {
                rig.RunSlot();
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(0, rig.Engine.ReadStatistics().Faults);
    }

    private static TestPhone Join(EngineRig rig, MixerRoom room, CodecKind codec, int tone)
    {
        TestPhone phone = rig.Call(codec);
        phone.Tone = tone;
        phone.Leg.Join(room, muted: false);
        return phone;
    }

    private static void AssertHears(TestPhone phone, int ownTone)
    {
        for (int i = 0; i < Tones.Length; i++)
        {
            double level = phone.LevelOf(Tones[i]);
            if (i == ownTone)
            {
                Assert.True(level < 60, $"phone {ownTone} hears itself at {level}");
            }
            else
            {
                Assert.InRange(level, phone.Peak * 0.9, phone.Peak * 1.1);
            }
        }
    }
}
