namespace OrleansConf.MediaNode.Sip;

/// <summary>Who calls, as far as the trunk says: P-Asserted-Identity before From (RFC 3325), privacy honoured (RFC 3323).</summary>
/// <param name="User">The user part, usually the number; empty when unknown. Filled even when withheld if the trunk asserts it.</param>
/// <param name="DisplayName">Without quotes, or null.</param>
/// <param name="Host">Host of the identity's URI.</param>
/// <param name="IsWithheld">The caller wants to stay anonymous: show and store nothing of the number.</param>
/// <param name="IsAsserted">From P-Asserted-Identity rather than from the caller's own From.</param>
public sealed record SipCaller(string User, string? DisplayName, string Host, bool IsWithheld, bool IsAsserted);
