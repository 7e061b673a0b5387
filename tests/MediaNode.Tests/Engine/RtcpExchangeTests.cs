using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Rtp.Rtcp;
using OrleansConf.MediaNode.Rtp.Transport;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

public sealed class RtcpExchangeTests : IDisposable
{
    private readonly Socket _rtcp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _packet = new byte[1500];

    public RtcpExchangeTests() => _rtcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private IPEndPoint Local => (IPEndPoint)_rtcp.LocalEndPoint!;

    [Fact]
    public async Task Report_AfterSomeLoss_TellsPacketsLossAndName()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(50);
        phone.Sequence += 50;
        rig.RunFrames(50);
        RtcpReader reader = First(await NextReport(rig));
        Assert.Equal(RtcpPacketType.SenderReport, reader.Type);
        Assert.Equal(phone.Headers[0].Ssrc, reader.Ssrc);
        Assert.Equal(100u, reader.ReadSenderInfo().Packets);
        Assert.Equal(16_000u, reader.ReadSenderInfo().PayloadBytes);
        ReceptionReport reception = reader.ReadReception(0);
        Assert.Equal(phone.Ssrc, reception.Ssrc);
        Assert.Equal(50, reception.PacketsLost);
        Assert.Equal(256 / 3, reception.FractionLost);
        Assert.Equal((ushort)(phone.Sequence - 1), (ushort)reception.HighestSequence);
    }

    [Fact]
    public async Task PeerReport_OnOurs_GivesRoundTripLossAndJitter()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        uint last = First(await NextReport(rig)).ReadSenderInfo().NtpMiddle;
        rig.Time.Advance(TimeSpan.FromMilliseconds(140));
        // Kept for 100 ms.
        var report = new ReceptionReport(phone.Headers[0].Ssrc, 64, 9, 0, 80, last, 65536 / 10);
        Accept(rig, Local, RtcpWriter.Write(_packet, phone.Ssrc, null, report, "peer"u8, goodbye: false));
        LegStatistics statistics = phone.Leg.ReadStatistics();
        Assert.Equal(40, statistics.RoundTripMs!.Value, 0.1);
        Assert.Equal(new PeerReport(statistics.Peer!.RoundTrip, 0.25, 9, 10), statistics.Peer);
    }

    [Fact]
    public async Task SenderReport_OfPeer_IsAnsweredWithItsTime()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        await NextReport(rig);
        var info = new SenderInfo(0x0123_4567_89AB_CDEF, 0, 10, 1600);
        Accept(rig, Local, RtcpWriter.Write(_packet, phone.Ssrc, info, null, "peer"u8, goodbye: false));
        RtcpReader reader = First(await NextReport(rig, TimeSpan.FromSeconds(7)));
        Assert.Equal(0x4567_89ABu, reader.ReadReception(0).LastSenderReport);
        Assert.Equal(7.0, reader.ReadReception(0).DelayQ16 / 65536.0, 0.01);
    }

    [Fact]
    public async Task Goodbye_OfPeer_EndsReportsUntilANewSourceSends()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        Assert.Equal(1, First(await NextReport(rig)).Count);
        Accept(rig, Local, RtcpWriter.Write(_packet, phone.Ssrc, null, null, "peer"u8, goodbye: true));
        rig.RunFrames(1);
        Assert.Equal(0, First(await NextReport(rig)).Count);
        phone.Ssrc++;
        rig.RunFrames(1);
        Assert.Equal(phone.Ssrc, First(await NextReport(rig)).ReadReception(0).Ssrc);
    }

    [Fact]
    public async Task Stranger_WhateverItSays_ChangesNothing()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        await NextReport(rig);
        var report = new ReceptionReport(phone.Headers[0].Ssrc, 255, 9, 0, 80, 1, 0);
        Accept(rig, new IPEndPoint(IPAddress.Parse("127.0.0.9"), Local.Port), RtcpWriter.Write(_packet, phone.Ssrc, null, report, "x"u8, goodbye: true));
        Accept(rig, Local, bytes: 3);
        Assert.Null(phone.Leg.ReadStatistics().Peer);
        Assert.Equal((1, 1), (rig.Engine.Rtcp.Counters.Strangers, rig.Engine.Rtcp.Counters.Malformed));
    }

    [Fact]
    public async Task Port_PeerSends_ArrivesByTheSocket()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        await NextReport(rig);
        int bytes = RtcpWriter.Write(_packet, phone.Ssrc, new SenderInfo(1, 2, 3, 4), null, "peer"u8, goodbye: false);
        var node = new IPEndPoint(phone.Leg.LocalRtp.Address, phone.Leg.LocalRtp.Port + 1);
        await _rtcp.SendToAsync(_packet.AsMemory(0, bytes), node, TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (rig.Engine.Rtcp.Counters.Received == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Leg_Closes_SaysGoodbye()
    {
        await using var rig = new EngineRig();
        TestPhone phone = Call(rig);
        rig.RunFrames(10);
        await rig.Hangup(phone);
        RtcpReader reader = First(await Receive());
        Assert.True(reader.Read());
        Assert.Equal(RtcpPacketType.Goodbye, reader.Type);
        Assert.Equal(phone.Headers[0].Ssrc, reader.ReadLeaving(0));
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        rig.Engine.Rtcp.SendDue();
        Assert.Equal(1, rig.Engine.Rtcp.Counters.Sent);
    }

    public void Dispose() => _rtcp.Dispose();

    private TestPhone Call(EngineRig rig)
    {
        var phone = new TestPhone { Codec = CodecKind.Pcmu };
        return rig.Call(phone, phone.Format with { RemoteRtcp = Local }, IPAddress.Loopback);
    }

    private async Task<int> NextReport(EngineRig rig, TimeSpan? after = null)
    {
        rig.Time.Advance(after ?? TimeSpan.FromSeconds(7));
        rig.Engine.Rtcp.SendDue();
        return await Receive();
    }

    private async Task<int> Receive()
    {
        return await _rtcp.ReceiveAsync(_packet, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private RtcpReader First(int bytes)
    {
        Assert.True(RtcpReader.TryOpen(_packet.AsSpan(0, bytes), out RtcpReader reader));
        Assert.True(reader.Read());
        return reader;
    }

    private void Accept(EngineRig rig, IPEndPoint from, int bytes) =>
        rig.Engine.Rtcp.Accept(SocketAddressIn.From(from), _packet.AsSpan(0, bytes));
}
