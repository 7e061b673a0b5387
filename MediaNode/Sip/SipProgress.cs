using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A provisional response to our call.</summary>
/// <param name="Status">101–199.</param>
/// <param name="EarlySession">Its SDP (early media), or null.</param>
public sealed record SipProgress(int Status, SessionDescription? EarlySession);
