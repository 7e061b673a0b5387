using System.Globalization;
using System.Security.Cryptography;

namespace OrleansConf.TestKit.Sip;

/// <summary>The caller's view of a dialog (RFC 3261 §12): identifiers, sequence numbers, route, and requests built from them.</summary>
internal sealed class SipDialog(string target, CallerIdentity caller, int localPort)
{
    private readonly string _localTag = Token();
    private readonly List<string> _route = [];
    private string _remote = $"<{target}>";
    private string _remoteTarget = target;
    private int _cseq;

    public string CallId { get; } = $"{Token()}@127.0.0.1";

    public string Contact => $"<sip:{(caller.Anonymous ? "anonymous" : caller.Number)}@127.0.0.1:{localPort}>";

    public int NextCSeq() => ++_cseq;

    /// <summary>A request within the dialog, or the INVITE that begins it.</summary>
    public SipMessage Request(string method, int cseq, string? branch = null, string? uri = null)
    {
        SipMessage request = new SipMessage($"{method} {uri ?? _remoteTarget} SIP/2.0")
            .With("Via", $"SIP/2.0/UDP 127.0.0.1:{localPort};branch={branch ?? "z9hG4bK" + Token()};rport")
            .With("Max-Forwards", "70")
            .With("From", caller.FromHeader(_localTag))
            .With("To", _remote)
            .With("Call-ID", CallId)
            .With("CSeq", string.Create(CultureInfo.InvariantCulture, $"{cseq} {method}"))
            .With("Contact", Contact)
            .With("User-Agent", "OrleansConf test caller");
        foreach (string hop in _route)
            request.With("Route", hop);
        if (method == "INVITE")
            AddIdentity(request);
        return request;
    }

    /// <summary>The ACK of a failure belongs to the INVITE's transaction: same branch, the answer's To (RFC 3261 §17.1.1.3).</summary>
    public SipMessage FailureAck(SipMessage invite, SipMessage answer) =>
        new SipMessage($"ACK {invite.StartLine.Split(' ')[1]} SIP/2.0")
            .With("Via", invite["Via"]).With("Max-Forwards", "70").With("From", invite["From"]).With("To", answer["To"])
            .With("Call-ID", CallId).With("CSeq", $"{invite.CSeq} ACK");

    /// <summary>CANCEL repeats the INVITE's addresses and branch (RFC 3261 §9.1).</summary>
    public SipMessage Cancel(SipMessage invite) =>
        new SipMessage($"CANCEL {invite.StartLine.Split(' ')[1]} SIP/2.0")
            .With("Via", invite["Via"]).With("Max-Forwards", "70").With("From", invite["From"]).With("To", invite["To"])
            .With("Call-ID", CallId).With("CSeq", $"{invite.CSeq} CANCEL");

    /// <summary>Takes the other side's tag, target and the route from a 2xx to INVITE.</summary>
    public void Establish(SipMessage answer)
    {
        _remote = answer["To"];
        if (answer["Contact"] is { Length: > 0 } contact)
            _remoteTarget = SipMessage.UriOf(contact);
        _route.Clear();
        _route.AddRange(answer.All("Record-Route").SelectMany(r => r.Split(',', StringSplitOptions.TrimEntries)).Reverse());
    }

    public static SipMessage Reply(SipMessage request, int status, string reason, string? contact = null)
    {
        var reply = new SipMessage(string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {status} {reason}"));
        foreach (string name in (string[])["Via", "Record-Route", "From", "To", "Call-ID", "CSeq"])
        {
            foreach (string value in request.All(name))
                reply.With(name, name == "To" && !value.Contains(";tag=", StringComparison.Ordinal) ? $"{value};tag={Token()}" : value);
        }

        return contact is null ? reply : reply.With("Contact", contact);
    }

    private void AddIdentity(SipMessage invite)
    {
        if (caller.Asserted is { } asserted)
            invite.With("P-Asserted-Identity", $"<sip:{asserted}@127.0.0.1>");
        if (caller.Anonymous)
            invite.With("Privacy", "id");
        invite.With("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE");
    }

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
