using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip;

/// <summary>What became of a call that we placed.</summary>
public sealed record SipOutboundOutcome
{
    /// <summary>The answered call, or null.</summary>
    public SipOutboundCall? Call { get; init; }

    /// <summary>The peer's answer to our offer; null in an answered call means that its SDP could not be read.</summary>
    public SessionDescription? Answer { get; init; }

    /// <summary>Final status: 200; the peer's 3xx–6xx; 408 no answer in time, 487 we cancelled, 503 not reachable.</summary>
    public required int Status { get; init; }

    public string Phrase { get; init; } = "";

    /// <summary>Where a 3xx points.</summary>
    public IReadOnlyList<SipUri> Contacts { get; init; } = [];

    /// <summary>From a 503 or 5xx that says when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The Reason header of a refusal (RFC 3326), for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>Nobody took the call: no answer at all, or 503. Another trunk may.</summary>
    public bool IsUnreachable { get; init; }

    public bool IsAnswered => Call is not null;
}
