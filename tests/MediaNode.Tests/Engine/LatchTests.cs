using System.Net;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

/// <summary>Whose packets a leg takes: NAT, strangers, stragglers, addresses used again.</summary>
public sealed class LatchTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.9");

    [Fact]
    public async Task Peer_GoesOnFromAnotherPort_IsFollowed()
    {
        await using var rig = new EngineRig();
        (TestPhone talker, TestPhone listener) = Pair(rig);
        rig.RunFrames(50);
        talker.Rebind(IPAddress.Loopback);
        talker.Heard.Clear();
        rig.RunFrames(50);
        Assert.Equal(1, rig.Engine.ReadStatistics().Rebound);
        Assert.True(listener.LevelOf(440) > 3500, "the phone is not heard from its new port");
        Assert.InRange(talker.Heard.Count, 49 * 160, 50 * 160);
    }

    [Fact]
    public async Task Stranger_OfAnotherHost_IsNotHeardEvenWithTheSsrc()
    {
        await using var rig = new EngineRig();
        (TestPhone talker, TestPhone listener) = Pair(rig);
        rig.RunFrames(50);
        using var stranger = new TestPhone { Tone = 710, Ssrc = talker.Ssrc, Leg = talker.Leg };
        stranger.Rebind(Elsewhere);
        for (int i = 0; i < 50; i++)
        {
            stranger.SendFrame();
            rig.RunFrame();
        }

        Assert.Equal(50, rig.Engine.ReadStatistics().Strangers);
        Assert.True(listener.LevelOf(710) < 20, "a stranger is heard");
        Assert.True(listener.LevelOf(440) > 3500);
    }

    [Fact]
    public async Task Peer_ChangesSsrc_ToneGoesOn()
    {
        await using var rig = new EngineRig();
        (TestPhone talker, TestPhone listener) = Pair(rig);
        rig.RunFrames(50);
        talker.Ssrc++;
        talker.Sequence += 12345;
        talker.Timestamp += 987_654;
        rig.RunFrames(50);
        Assert.True(listener.LevelOf(440) > 3500, "the new source is not heard");
        Assert.Equal(0, talker.Leg.ReadStatistics().PacketsRejected);
    }

    [Fact]
    public async Task Packets_AfterTheEnd_AreCountedThenTheAddressIsFree()
    {
        await using var rig = new EngineRig();
        (TestPhone talker, TestPhone listener) = Pair(rig);
        rig.RunFrames(50);
        await rig.Hangup(talker);
        // The call is over; its phone has not noticed.
        rig.RunFrames(3);
        long late = rig.Engine.ReadStatistics().LateAfterClose;
        Assert.InRange(late, 3, 4);
        Assert.Equal(0, rig.Engine.ReadStatistics().Strangers);
        rig.RunFrames(10);
        Assert.True(rig.Engine.ReadStatistics().Strangers > 0, "the address is still held");
        var next = new TestPhone { Tone = 710 };
        rig.Call(next, next.Format with { RemoteRtp = talker.Local }, IPAddress.Loopback);
        next.Leg.Join(rig.Engine.GetOrAddRoom("latch"), muted: false);
        talker.Tone = 1130;
        talker.Leg = next.Leg;
        next.Silent = true;
        rig.RunFrames(60);
        Assert.True(listener.LevelOf(1130) > 3500, "the new call is not heard from the old address");
    }

    [Fact]
    public async Task TwoPhones_BehindOneNat_AreToldApart()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("nat");
        // Both SDPs show an address of the private network; packets come from the router's.
        var phones = Enumerable.Range(0, 2).Select(i =>
        {
            var phone = new TestPhone { Tone = i == 0 ? 440 : 710 };
            rig.Call(phone, phone.Format with { RemoteRtp = new IPEndPoint(IPAddress.Parse("10.1.2.3"), 4000 + (2 * i)) }, IPAddress.Loopback);
            phone.Leg.Join(room, muted: false);
            return phone;
        }).ToList();
        rig.RunFrames(60);
        Assert.NotEqual(phones[0].Leg.LocalRtp.Port, phones[1].Leg.LocalRtp.Port);
        Assert.True(phones[0].LevelOf(710) > 3500 && phones[0].LevelOf(440) < 60);
        Assert.True(phones[1].LevelOf(440) > 3500 && phones[1].LevelOf(710) < 60);
    }

    private static (TestPhone Talker, TestPhone Listener) Pair(EngineRig rig)
    {
        MixerRoom room = rig.Engine.GetOrAddRoom("latch");
        TestPhone talker = rig.Call(CodecKind.Pcmu);
        talker.Tone = 440;
        TestPhone listener = rig.Call(CodecKind.Pcmu);
        talker.Leg.Join(room, muted: false);
        listener.Leg.Join(room, muted: false);
        return (talker, listener);
    }
}
