using System.Security.Cryptography;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Rtp.Srtp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

/// <summary>Encrypted legs in one room with plain ones.</summary>
public class SrtpLegTests
{
    private static SrtpMasterKey NewKey(SrtpProfile profile) => new(profile, RandomNumberGenerator.GetBytes(profile.KeyBytes() + profile.SaltBytes()));

    private static TestPhone Join(EngineRig rig, MixerRoom room, int tone, SrtpProfile? profile)
    {
        var phone = new TestPhone { Tone = tone, LegKeys = profile is { } p ? new SrtpKeys(NewKey(p), NewKey(p)) : null };
        rig.Call(phone, phone.Format, System.Net.IPAddress.Loopback);
        phone.Leg.Join(room, muted: false);
        return phone;
    }

    [Theory]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag80)]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag32)]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.AeadAes256Gcm)]
    public async Task Room_EncryptedAndPlainLegs_HearEachOther(SrtpProfile profile)
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("mixed");
        TestPhone secret = Join(rig, room, 440, profile);
        TestPhone listener = Join(rig, room, 0, profile);
        TestPhone plain = Join(rig, room, 710, null);

        rig.RunFrames(60);

        Assert.InRange(secret.LevelOf(710), 3600, 4400);
        Assert.InRange(plain.LevelOf(440), 3600, 4400);
        Assert.InRange(listener.LevelOf(440), 3600, 4400);
        Assert.InRange(listener.LevelOf(710), 3600, 4400);
        Assert.Equal(0, secret.Unreadable + listener.Unreadable);
    }

    [Fact]
    public async Task Leg_PlainPacketsOfItsOwnPeer_AreNotPlayed()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("strict");
        TestPhone liar = Join(rig, room, 440, SrtpProfile.AesCm128HmacSha1Tag80);
        TestPhone plain = Join(rig, room, 0, null);
        liar.LegKeys = null;
        liar.Silent = true;

        for (int i = 0; i < 60; i++)
        {
            liar.SendPacket(liar.NextPayload());
            rig.RunFrame();
        }

        Assert.True(plain.LevelOf(440) < 20);
        Assert.Equal(60, liar.Leg.ReadStatistics().PacketsRejected);
    }

    [Fact]
    public async Task Room_EncryptedLegs_AllocateNothing()
    {
        await using var rig = new EngineRig();
        MixerRoom room = rig.Engine.GetOrAddRoom("steady");
        TestPhone[] phones = [Join(rig, room, 440, SrtpProfile.AesCm128HmacSha1Tag80), Join(rig, room, 0, SrtpProfile.AeadAes128Gcm)];
        rig.RunFrames(200);
        byte[][] payloads = [.. phones.Select(phone => phone.NextPayload())];
        long allocated = 0;

        for (int i = 0; i < 1000; i++)
        {
            for (int p = 0; p < phones.Length; p++)
            {
                phones[p].SendPacket(payloads[p]);
            }

            // The phones' sockets do not count.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int slot = 0; slot < MediaWorker.SlotCount; slot++)
            {
                rig.RunSlot();
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }
}
