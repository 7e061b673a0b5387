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

    /// <summary>The same by name: looked up by NAPTR, SRV and addresses (RFC 3263), with the transport that it says.</summary>
    public SipUri? ProxyUri { get; init; }

    /// <summary>The number that the trunk shall believe (P-Asserted-Identity), or null.</summary>
    public string? AssertedUser { get; init; }

    /// <summary>The called side must not see who calls: an anonymous From, and <c>Privacy: id</c> for what is asserted.</summary>
    public bool IsCallerWithheld { get; init; }

    /// <summary>The dialog that this call takes the place of (RFC 3891): <see cref="SipReferral.Replaces"/>.</summary>
    public string? Replaces { get; init; }

    /// <summary>On whose request we call (RFC 3892).</summary>
    public string? ReferredBy { get; init; }

    /// <summary>Told to the called side if we give up before the answer.</summary>
    public SipHangUpReason? CancelReason { get; init; }

    /// <summary>Hears what happens within the call, also while it rings.</summary>
    public ISipCallListener? Listener { get; init; }

    /// <summary>For 401 and 407; without them a challenge ends the attempt.</summary>
    public SipCredentials? Credentials { get; init; }

    /// <summary>From INVITE to final answer; then the call is cancelled.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Told of each 101–199, with early media if there is any. On the receive thread: must not block.</summary>
    public Action<SipProgress>? OnProgress { get; init; }
}
