using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Srtp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Rtp.Srtp;

/// <summary>The examples of RFC 3711 and RFC 7714, and what a stranger's, repeated or changed packet meets.</summary>
public class SrtpTests
{
    private const uint Ssrc = 0xCAFEBABE;

    public static TheoryData<SrtpProfile> Profiles => [.. Enum.GetValues<SrtpProfile>()];

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static SrtpMasterKey NewKey(SrtpProfile profile) => new(profile, RandomNumberGenerator.GetBytes(profile.KeyBytes() + profile.SaltBytes()));

    private static byte[] Packet(SrtpSender sender, int sequence, byte filling = 0xAA, int payloadBytes = 160)
    {
        var packet = new byte[RtpHeader.Size + payloadBytes + sender.TagBytes];
        new RtpHeader(0, false, (ushort)sequence, (uint)(sequence * 160), Ssrc).Write(packet);
        var body = packet.AsSpan(RtpHeader.Size);
        body[..payloadBytes].Fill(filling);
        Assert.Equal(payloadBytes + sender.TagBytes, sender.Protect(packet.AsSpan(0, RtpHeader.Size), body[..payloadBytes], body, Ssrc, (ushort)sequence));
        return packet;
    }

    [Fact]
    public void KeyDerivation_OfRfc3711AppendixB3_GivesItsKeys()
    {
        var master = new SrtpMasterKey(SrtpProfile.AesCm128HmacSha1Tag80, Hex("E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6"));

        Assert.Equal(Hex("C61E7A93744F39EE10734AFE3FF7A087"), SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpEncryption, 16));
        Assert.Equal(Hex("30CBBC08863D8C85D49DB34A9AE1"), SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpSalt, 14));
        Assert.Equal(Hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"), SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpAuthentication, 20));
    }

    [Fact]
    public void KeyStream_OfRfc3711AppendixB2_IsAsPrinted()
    {
        var transform = new AesCmTransform(Hex("2B7E151628AED2A6ABF7158809CF4F3C"), Hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), new byte[20], 10);
        var stream = new byte[48];

        transform.Encrypt(new byte[48], stream, ssrc: 0, index: 0);

        Assert.Equal(Hex("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB 41E95B3BB0A2E8DD477901E4FCA894C0"), stream);
    }

    [Fact]
    public void Gcm_OfRfc7714Section16_IsAsPrinted()
    {
        var transform = new AesGcmTransform(Hex("000102030405060708090a0b0c0d0e0f"), Hex("517569642070726f2071756f"));
        var header = Hex("8040f17b 8041f8d3 5501a0b2");
        var plain = Hex("47616c6c696120657374206f6d6e697320646976697361 20696e207061727465732074726573");
        var wire = new byte[plain.Length + 16];

        transform.Seal(header, plain, wire, 0x5501a0b2, 0xf17b);

        Assert.Equal(Hex("f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833 899d7f27beb16a9152cf765ee4390cce"), wire);
        var back = new byte[plain.Length];
        Assert.True(transform.TryOpen(header, wire, back, 0x5501a0b2, 0xf17b));
        Assert.Equal(plain, back);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Stream_OverTwoWraps_IsOpened(SrtpProfile profile)
    {
        var key = NewKey(profile);
        var (sender, receiver) = (new SrtpSender(key), new SrtpReceiver(key));
        for (var i = 65000; i < 65000 + (2 * 65536); i += 97)
        {
            var packet = Packet(sender, i, (byte)i);

            var plain = receiver.Open(packet);

            Assert.Equal(RtpHeader.Size + 160, plain.Length);
            Assert.Equal(-1, plain[RtpHeader.Size..].IndexOfAnyExcept((byte)i));
            Assert.True(packet.AsSpan(RtpHeader.Size, 160).IndexOfAnyExcept((byte)i) >= 0, "not encrypted");
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Packets_ReorderedAroundTheWrap_AreOpenedOnceEach(SrtpProfile profile)
    {
        var key = NewKey(profile);
        var (sender, receiver) = (new SrtpSender(key), new SrtpReceiver(key));
        var packets = Enumerable.Range(65530, 12).Select(i => Packet(sender, i)).ToList();
        int[] order = [0, 1, 3, 2, 6, 4, 5, 8, 7, 9, 11, 10];

        foreach (var i in order)
            Assert.False(receiver.Open(packets[i]).IsEmpty, $"packet {i}");
        foreach (var i in order)
            Assert.True(receiver.Open(packets[i]).IsEmpty, $"packet {i} again");
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Packet_ChangedAnywhereOrOfAnotherKey_IsRefusedAndHarmsNothing(SrtpProfile profile)
    {
        var key = NewKey(profile);
        var (sender, receiver) = (new SrtpSender(key), new SrtpReceiver(key));
        var good = Packet(sender, 1);
        var stranger = new SrtpSender(NewKey(profile));

        // Version and CSRC bits make it another kind of packet; all others must fail the check.
        for (var at = 1; at < good.Length; at++)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0x10;
            Assert.True(receiver.Open(bad).IsEmpty, $"octet {at}");
        }
        Assert.True(receiver.Open(Packet(stranger, 2)).IsEmpty);
        Assert.True(receiver.Open(good.AsSpan(0, 15)).IsEmpty);
        Assert.True(receiver.Open(default).IsEmpty);

        Assert.False(receiver.Open(good).IsEmpty);
    }

    [Fact]
    public void Stream_ChangesItsSsrcAndBack_OldPacketsStayRefused()
    {
        var key = NewKey(SrtpProfile.AesCm128HmacSha1Tag80);
        var receiver = new SrtpReceiver(key);
        var old = Packet(new SrtpSender(key), 10);
        Assert.False(receiver.Open(old).IsEmpty);
        var other = WithSsrc(key, 0x11111111);
        Assert.False(receiver.Open(other).IsEmpty);

        Assert.True(receiver.Open(old).IsEmpty);
        Assert.True(receiver.Open(other).IsEmpty);

        static byte[] WithSsrc(SrtpMasterKey key, uint ssrc)
        {
            var sender = new SrtpSender(key);
            var packet = new byte[RtpHeader.Size + 20 + sender.TagBytes];
            new RtpHeader(0, false, 5, 0, ssrc).Write(packet);
            sender.Protect(packet.AsSpan(0, RtpHeader.Size), packet.AsSpan(RtpHeader.Size, 20), packet.AsSpan(RtpHeader.Size), ssrc, 5);
            return packet;
        }
    }

    [Fact]
    public void Header_WithExtensionAndCsrc_StaysInTheClearAndIsChecked()
    {
        var key = NewKey(SrtpProfile.AeadAes128Gcm);
        var (sender, receiver) = (new SrtpSender(key), new SrtpReceiver(key));
        byte[] header = [0x91, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3, 4, 0xBE, 0xDE, 0, 1, 0x10, 0x7F, 0, 0];
        var packet = new byte[header.Length + 4 + sender.TagBytes];
        header.CopyTo(packet, 0);
        sender.Protect(header, [1, 2, 3, 4], packet.AsSpan(header.Length), 9, 1);

        Assert.Equal([.. header, 1, 2, 3, 4], receiver.Open(packet).ToArray());
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(18), 200);
        Assert.True(receiver.Open(packet).IsEmpty);
    }
}
