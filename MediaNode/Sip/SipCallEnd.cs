namespace OrleansConf.MediaNode.Sip;

/// <summary>How a call ended.</summary>
/// <param name="Reason">Who or what ended it.</param>
/// <param name="Status">The final SIP status of a call that was never answered, else 0.</param>
/// <param name="ReasonHeader">The peer's Reason header (RFC 3326), for example <c>Q.850;cause=16</c>, or null.</param>
public sealed record SipCallEnd(SipCallEndReason Reason, int Status = 0, string? ReasonHeader = null);
