namespace OrleansConf.MediaNode.Sip;

/// <summary>Why a call ended, seen from this stack.</summary>
public enum SipCallEndReason
{
    /// <summary>The peer sent BYE.</summary>
    RemoteBye,

    /// <summary>The caller gave up before the answer (CANCEL, or BYE in an early dialog).</summary>
    RemoteCancel,

    /// <summary>The called side refused our call, or never answered it.</summary>
    RemoteRejected,

    /// <summary>Our side hung up.</summary>
    LocalHangUp,

    /// <summary>Our side refused the call before it was answered.</summary>
    LocalReject,

    /// <summary>The answer was never acknowledged (Timer H, RFC 3261 §13.3.1.4); a BYE was sent.</summary>
    NoAck,

    /// <summary>A request within the call got no answer, 408 or 481: the peer is gone (RFC 3261 §12.2.1.2).</summary>
    PeerGone,

    /// <summary>Nobody refreshed the session in time (RFC 4028 §10).</summary>
    SessionExpired,

    /// <summary>The connection to the peer failed.</summary>
    TransportLost,

    /// <summary>The stack was stopped.</summary>
    StackStopped,
}
