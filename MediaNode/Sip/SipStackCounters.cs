namespace OrleansConf.MediaNode.Sip;

/// <summary>Counts since the start. Any thread; each number is exact, together they are no snapshot.</summary>
public sealed class SipStackCounters
{
    private long _messagesReceived;
    private long _messagesSent;
    private long _malformed;
    private long _unknownSources;
    private long _overloaded;
    private long _invites;
    private long _retransmissions;
    private long _strayResponses;

    public long MessagesReceived => Volatile.Read(ref _messagesReceived);

    public long MessagesSent => Volatile.Read(ref _messagesSent);

    /// <summary>Datagrams or streams that were not SIP, or too broken to answer.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>Messages dropped since <see cref="SipStackOptions.AcceptSource"/> did not know their sender.</summary>
    public long UnknownSources => Volatile.Read(ref _unknownSources);

    /// <summary>INVITEs answered 503 because of a limit.</summary>
    public long Overloaded => Volatile.Read(ref _overloaded);

    /// <summary>New calls handed to the acceptor.</summary>
    public long Invites => Volatile.Read(ref _invites);

    /// <summary>Messages that we sent again.</summary>
    public long Retransmissions => Volatile.Read(ref _retransmissions);

    /// <summary>Responses that belong to no transaction.</summary>
    public long StrayResponses => Volatile.Read(ref _strayResponses);

    internal void CountReceived() => Interlocked.Increment(ref _messagesReceived);

    internal void CountSent() => Interlocked.Increment(ref _messagesSent);

    internal void CountMalformed() => Interlocked.Increment(ref _malformed);

    internal void CountUnknownSource() => Interlocked.Increment(ref _unknownSources);

    internal void CountOverloaded() => Interlocked.Increment(ref _overloaded);

    internal void CountInvite() => Interlocked.Increment(ref _invites);

    internal void CountRetransmission() => Interlocked.Increment(ref _retransmissions);

    internal void CountStrayResponse() => Interlocked.Increment(ref _strayResponses);
}
