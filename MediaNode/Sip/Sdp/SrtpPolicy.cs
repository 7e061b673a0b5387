namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>How a side deals with encrypted media (SRTP by SDES, RFC 4568).</summary>
public enum SrtpPolicy
{
    /// <summary>Plain RTP only.</summary>
    Off = 0,

    /// <summary>Encrypted when the peer offers it; our own offers are plain.</summary>
    Accept = 1,

    /// <summary>Offered beside plain RTP, in one stream that the peer may take either way (RFC 8643).</summary>
    Offer = 2,

    /// <summary>Nothing but encrypted: plain offers are refused.</summary>
    Require = 3,
}
