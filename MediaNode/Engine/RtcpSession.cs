using OrleansConf.MediaNode.Rtp.Rtcp;

namespace OrleansConf.MediaNode.Engine;

/// <summary>A leg's side of RTCP: what it reports and what was reported to it. Guarded by <see cref="RtcpExchange"/>.</summary>
internal sealed class RtcpSession(MediaLeg leg)
{
    private long _expectedBefore;
    private long _receivedBefore;
    private long _sentBefore;
    private uint _source;
    private uint _left;
    private bool _hasLeft;
    private uint _lastSenderReport;
    private ulong _lastSenderReportAt;

    public LegCore Core => leg.Core;

    /// <summary>Bits of the address that reports go to; 0 before the first.</summary>
    public ulong Remote { get; set; }

    public bool Closed { get; set; }

    /// <summary>Writes the report that is due; returns its bytes.</summary>
    public int Write(Span<byte> to, ulong ntp, long nowNs, ReadOnlySpan<byte> canonicalName, bool goodbye)
    {
        LegCore core = leg.Core;
        long sent = core.PacketsSent;
        SenderInfo? sender = sent == _sentBefore ? null : new SenderInfo(ntp, core.TimestampAt(nowNs), (uint)sent, (uint)core.BytesSent);
        _sentBefore = sent;
        return RtcpWriter.Write(to, core.Ssrc, sender, ReadReception(core.Receiver, ntp), canonicalName, goodbye);
    }

    /// <summary>The peer reports on what we send.</summary>
    public void Take(in ReceptionReport report, ulong ntp, int clockRate)
    {
        TimeSpan? roundTrip = report.RoundTrip((uint)(ntp >> 16));
        leg.Remote = new PeerReport(
            roundTrip ?? leg.Remote?.RoundTrip, report.FractionLost / 256.0, report.PacketsLost, report.JitterTicks * 1000.0 / clockRate);
    }

    /// <summary>The peer reports on what it sends.</summary>
    public void Take(uint ssrc, in SenderInfo sender, ulong ntp)
    {
        if (ssrc == leg.Core.Receiver.Ssrc)
        {
            _lastSenderReport = sender.NtpMiddle;
            _lastSenderReportAt = ntp;
        }
    }

    /// <summary>A source has left: it is not reported on, unless it goes on sending under a new SSRC.</summary>
    public void TakeGoodbye(uint ssrc)
    {
        if (ssrc == leg.Core.Receiver.Ssrc)
        {
            (_left, _hasLeft) = (ssrc, true);
        }
    }

    private ReceptionReport? ReadReception(LegReceiver receiver, ulong ntp)
    {
        if (!receiver.HasSource || (_hasLeft && receiver.Ssrc == _left))
        {
            return null;
        }

        if (receiver.Ssrc != _source)
        {
            _source = receiver.Ssrc;
            _expectedBefore = _receivedBefore = 0;
            _lastSenderReport = 0;
        }

        SequenceTracker sequence = receiver.Sequence;
        long expected = sequence.Expected - _expectedBefore;
        long lost = expected - (sequence.Received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (sequence.Expected, sequence.Received);
        byte fraction = expected <= 0 || lost <= 0 ? (byte)0 : (byte)Math.Min(255, (lost << 8) / expected);
        uint delay = _lastSenderReport == 0 ? 0 : (uint)((ntp - _lastSenderReportAt) >> 16);
        return new ReceptionReport(
            _source, fraction, (int)Math.Clamp(sequence.Expected - sequence.Received, int.MinValue, int.MaxValue), sequence.Highest,
            (uint)receiver.JitterTicks, _lastSenderReport, delay);
    }
}
