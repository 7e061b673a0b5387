using System.Net;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A call that we place.</summary>
public sealed record SipOutboundRequest
{
    /// <summary>How long to wait for an answer unless <see cref="Timeout"/> says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    public required SipUri Target { get; init; }

    /// <summary>User part of our From, usually the number shown.</summary>
    public required string FromUser { get; init; }

    public string? FromDisplayName { get; init; }

    /// <summary>Host of our From; the local address when null.</summary>
    public string? FromHost { get; init; }

    public required SessionDescription Offer { get; init; }

    /// <summary>Where to send the INVITE instead of the target's host: an outbound proxy or trunk.</summary>
    public IPEndPoint? Proxy { get; init; }

    /// <summary>For 401 and 407; without them a challenge ends the attempt.</summary>
    public SipCredentials? Credentials { get; init; }

    /// <summary>From INVITE to final answer; then the call is cancelled.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Told of each 101–199, with early media if there is any. On the receive thread: must not block.</summary>
    public Action<SipProgress>? OnProgress { get; init; }
}
