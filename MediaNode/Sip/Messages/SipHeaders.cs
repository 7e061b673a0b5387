using System.Text;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>Names of headers on the wire, full and compact (RFC 3261 §7.3.3, §20).</summary>
internal static class SipHeaders
{
    private static readonly (SipHeader Header, byte[] Name)[] Known = Table(
        (SipHeader.Accept, "Accept"), (SipHeader.Allow, "Allow"), (SipHeader.Authorization, "Authorization"),
        (SipHeader.CallId, "Call-ID"), (SipHeader.Contact, "Contact"), (SipHeader.ContentDisposition, "Content-Disposition"),
        (SipHeader.ContentEncoding, "Content-Encoding"), (SipHeader.ContentLength, "Content-Length"),
        (SipHeader.ContentType, "Content-Type"), (SipHeader.CSeq, "CSeq"), (SipHeader.Event, "Event"),
        (SipHeader.Expires, "Expires"), (SipHeader.From, "From"),
        (SipHeader.MaxForwards, "Max-Forwards"), (SipHeader.MinExpires, "Min-Expires"), (SipHeader.MinSessionExpires, "Min-SE"),
        (SipHeader.PAssertedIdentity, "P-Asserted-Identity"), (SipHeader.PPreferredIdentity, "P-Preferred-Identity"),
        (SipHeader.Privacy, "Privacy"), (SipHeader.ProxyAuthenticate, "Proxy-Authenticate"),
        (SipHeader.ProxyAuthorization, "Proxy-Authorization"), (SipHeader.ProxyRequire, "Proxy-Require"),
        (SipHeader.RAck, "RAck"), (SipHeader.Reason, "Reason"), (SipHeader.RecordRoute, "Record-Route"),
        (SipHeader.ReferredBy, "Referred-By"), (SipHeader.ReferSub, "Refer-Sub"), (SipHeader.ReferTo, "Refer-To"), (SipHeader.RemotePartyId, "Remote-Party-ID"), (SipHeader.Replaces, "Replaces"),
        (SipHeader.Require, "Require"), (SipHeader.RetryAfter, "Retry-After"), (SipHeader.Route, "Route"),
        (SipHeader.RSeq, "RSeq"), (SipHeader.Server, "Server"), (SipHeader.SessionExpires, "Session-Expires"),
        (SipHeader.SubscriptionState, "Subscription-State"),
        (SipHeader.Supported, "Supported"), (SipHeader.To, "To"), (SipHeader.Unsupported, "Unsupported"),
        (SipHeader.UserAgent, "User-Agent"), (SipHeader.Via, "Via"), (SipHeader.WwwAuthenticate, "WWW-Authenticate"));

    /// <summary>By length of the name, so that a lookup compares with two or three names at most.</summary>
    private static readonly (SipHeader Header, byte[] Name)[][] ByLength = Group();

    public static SipHeader Parse(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
            return ParseCompact((byte)(name[0] | 0x20));
        if (name.Length >= ByLength.Length)
            return SipHeader.Other;
        foreach (var (header, known) in ByLength[name.Length])
        {
            if (Ascii.EqualsIgnoreCase(name, known))
                return header;
        }
        return SipHeader.Other;
    }

    public static ReadOnlySpan<byte> Name(SipHeader header) => Known[(int)header - 1].Name;

    private static SipHeader ParseCompact(byte lower) => (char)lower switch
    {
        'i' => SipHeader.CallId,
        'm' => SipHeader.Contact,
        'e' => SipHeader.ContentEncoding,
        'l' => SipHeader.ContentLength,
        'c' => SipHeader.ContentType,
        'f' => SipHeader.From,
        'k' => SipHeader.Supported,
        'o' => SipHeader.Event,
        'b' => SipHeader.ReferredBy,
        'r' => SipHeader.ReferTo,
        't' => SipHeader.To,
        'v' => SipHeader.Via,
        'x' => SipHeader.SessionExpires,
        _ => SipHeader.Other,
    };

    private static (SipHeader, byte[])[] Table(params (SipHeader Header, string Name)[] names) =>
        Array.ConvertAll(names, static n => (n.Header, Encoding.ASCII.GetBytes(n.Name)));

    private static (SipHeader, byte[])[][] Group()
    {
        var longest = Known.Max(static k => k.Name.Length);
        var groups = new (SipHeader, byte[])[longest + 1][];
        for (var length = 0; length <= longest; length++)
            groups[length] = [.. Known.Where(k => k.Name.Length == length)];
        return groups;
    }
}
