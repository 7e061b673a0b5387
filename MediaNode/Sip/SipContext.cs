using System.Collections.Concurrent;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip;

/// <summary>What the layers of one stack share: settings, clock, counters and the tables of live things.</summary>
internal sealed class SipContext(SipStackOptions options, TimeProvider time, ILogger log)
{
    public SipStackOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public ILogger Log { get; } = log;

    public SipStackCounters Counters { get; } = new();

    public ConcurrentDictionary<TransactionKey, SipServerTransaction> ServerTransactions { get; } = new();

    /// <summary>Live INVITEs by what a merged copy would share with them.</summary>
    public ConcurrentDictionary<(string CallId, string? FromTag, uint CSeq), InviteServerTransaction> InvitesByOrigin { get; } = new();

    public ConcurrentDictionary<TransactionKey, SipClientTransaction> ClientTransactions { get; } = new();

    /// <summary>Live calls by our tag, which is random and so unique.</summary>
    public ConcurrentDictionary<string, SipCall> Calls { get; } = new();

    public ISipResolver Resolver { get; init; } = new DnsResolver(options.NameServer, options.PreferIPv6);

    public HopHealth Hops { get; } = new(time);

    /// <summary>Set once the sockets are bound.</summary>
    public SipTransports Transports { get; set; } = null!;

    public volatile bool Draining;

    public bool Send(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        Counters.CountSent();
        return flow.Send(message);
    }

    public bool Resend(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        Counters.CountRetransmission();
        return Send(flow, message);
    }
}
