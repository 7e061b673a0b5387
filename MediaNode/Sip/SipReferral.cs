namespace OrleansConf.MediaNode.Sip;

/// <summary>A peer asks us to call someone in its place (REFER, RFC 3515): a transfer, blind or attended.</summary>
public sealed class SipReferral
{
    private readonly Action<int, string> _report;
    private int _reported;

    internal SipReferral(SipUri target, string? replaces, string? referredBy, Action<int, string> report)
    {
        Target = target;
        Replaces = replaces;
        ReferredBy = referredBy;
        _report = report;
    }

    /// <summary>Whom to call, without the headers that the URI carried.</summary>
    public SipUri Target { get; }

    /// <summary>In an attended transfer the dialog that our call shall take the place of (RFC 3891), for <see cref="SipOutboundRequest.Replaces"/>.</summary>
    public string? Replaces { get; }

    /// <summary>Who asks (RFC 3892), or null.</summary>
    public string? ReferredBy { get; }

    /// <summary>Tells the peer the final status of the call that we placed; the first report counts.</summary>
    public void Report(int status, string phrase)
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
            _report(status, phrase);
    }
}
