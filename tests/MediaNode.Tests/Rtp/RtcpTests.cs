using CsCheck;
using OrleansConf.MediaNode.Rtp.Rtcp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Rtp;

public sealed class RtcpTests
{
    private static readonly SenderInfo Info = new(0x83AA_7E80_8000_0000, 160_000, 1000, 160_000);
    private static readonly ReceptionReport Reception = new(0xCAFE_0001, 26, -3, 0x0001_FFFE, 77, 0x7E80_8000, 65_536);

    [Fact]
    public void Write_SenderReportWithGoodbye_ReadsBackWhole()
    {
        var packet = new byte[RtcpWriter.MaxBytes];
        int bytes = RtcpWriter.Write(packet, 0xDEAD_BEEF, Info, Reception, "abc"u8, goodbye: true);
        Assert.Equal(0, bytes % 4);
        Assert.True(RtcpReader.TryOpen(packet.AsSpan(0, bytes), out RtcpReader reader));
        Assert.True(reader.Read());
        Assert.Equal((RtcpPacketType.SenderReport, 0xDEAD_BEEF, 1), (reader.Type, reader.Ssrc, reader.Count));
        Assert.Equal(Info, reader.ReadSenderInfo());
        Assert.Equal(Reception, reader.ReadReception(0));
        Assert.True(reader.Read());
        Assert.Equal((RtcpPacketType.Goodbye, 1), (reader.Type, reader.Count));
        Assert.Equal(0xDEAD_BEEF, reader.ReadLeaving(0));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Write_NothingSent_IsAReceiverReportWithName()
    {
        var packet = new byte[RtcpWriter.MaxBytes];
        int bytes = RtcpWriter.Write(packet, 1, sender: null, reception: null, "name"u8, goodbye: false);
        // RR without blocks, then SDES with one item, ended and padded by zeros.
        byte[] expected = [0x80, 201, 0, 1, 0, 0, 0, 1, 0x81, 202, 0, 3, 0, 0, 0, 1, 1, 4, (byte)'n', (byte)'a', (byte)'m', (byte)'e', 0, 0];
        Assert.Equal(expected, packet[..bytes]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("80c90001")] // cut off
    [InlineData("40c9000100000001")] // version 1
    [InlineData("a0c9000100000001")] // padding on the first packet
    [InlineData("80ca000100000001")] // does not begin with a report
    [InlineData("80c9000200000001")] // longer than the datagram
    [InlineData("80c900010000000180")] // a piece is left over
    public void TryOpen_Unsound_IsRefused(string hex) => Assert.False(RtcpReader.TryOpen(Convert.FromHexString(hex), out _));

    [Fact]
    public void Read_CountClaimsMoreThanThereIs_StopsAtTheEnd()
    {
        // A receiver report that claims 31 blocks and holds none; a goodbye that claims 31 sources and holds one.
        byte[] packet = Convert.FromHexString("9fc90001000000019fcb000100000007");
        Assert.True(RtcpReader.TryOpen(packet, out RtcpReader reader));
        Assert.True(reader.Read());
        Assert.Equal(0, reader.Count);
        Assert.True(reader.Read());
        Assert.Equal(1, reader.Count);
        Assert.Equal(7u, reader.ReadLeaving(0));
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows()
    {
        var packet = new byte[RtcpWriter.MaxBytes];
        byte[] sound = packet[..RtcpWriter.Write(packet, 5, Info, Reception, "a-name"u8, goodbye: true)];
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, sound.Length]).Array[1, 6].Sample(changes =>
        {
            byte[] changed = [.. sound];
            foreach (var (at, value, _) in changes)
            {
                changed[at] = value;
            }

            ReadAll(changed.AsSpan(0, changes[0].Item3));
            ReadAll(changed);
        });
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            ReadAll(bytes);
            if (bytes.Length > 1)
            {
                bytes[0] = (byte)(0x80 | (bytes[0] & 0x1F));
                bytes[1] = (byte)(200 + (bytes[1] & 1));
                ReadAll(bytes);
            }
        });
    }

    [Theory]
    [InlineData(0x0001_0000u, 0x0000_8000u, 0x0000_4000u, 250.0)]
    [InlineData(0x0000_4000u, 0xFFFF_C000u, 0x0000_4000u, 250.0)] // the field wraps between the two
    public void RoundTrip_Report_IsTimeLessDelay(uint now, uint last, uint delay, double milliseconds) =>
        Assert.Equal(milliseconds, new ReceptionReport(1, 0, 0, 0, 0, last, delay).RoundTrip(now)!.Value.TotalMilliseconds, 0.1);

    [Theory]
    [InlineData(0x0001_0000u, 0u, 0u)] // answers nothing
    [InlineData(0x0001_0000u, 0x0000_8000u, 0x0100_0000u)] // says that it kept our report longer than it can have
    public void RoundTrip_Nonsense_IsUnknown(uint now, uint last, uint delay) =>
        Assert.Null(new ReceptionReport(1, 0, 0, 0, 0, last, delay).RoundTrip(now));

    [Fact]
    public void Interval_Random_StaysWithinItsBounds()
    {
        Assert.Equal(2.05, RtcpInterval.Next(0, first: false).TotalSeconds, 0.01);
        Assert.Equal(6.16, RtcpInterval.Next(1, first: false).TotalSeconds, 0.01);
        Assert.Equal(1.03, RtcpInterval.Next(0, first: true).TotalSeconds, 0.01);
    }

    [Fact]
    public void Sequence_LossReorderAndWrap_CountsWhatIsMissing()
    {
        var tracker = new SequenceTracker();
        ushort[] sequence = [65533, 65534, 0, 65535, 3, 4];
        foreach (ushort each in sequence)
        {
            tracker.Note(each);
        }

        Assert.Equal(8, tracker.Expected);
        Assert.Equal(6, tracker.Received);
        Assert.Equal(65536u + 4, tracker.Highest);
    }

    private static void ReadAll(ReadOnlySpan<byte> datagram)
    {
        if (!RtcpReader.TryOpen(datagram, out RtcpReader reader))
        {
            return;
        }

        while (reader.Read())
        {
            for (int i = 0; i < reader.Count; i++)
            {
                _ = reader.Type == RtcpPacketType.Goodbye ? reader.ReadLeaving(i) : reader.ReadReception(i).Ssrc;
            }

            _ = reader.Type == RtcpPacketType.SenderReport ? reader.ReadSenderInfo() : default;
        }
    }
}
