namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>A request as received. Check <see cref="SipMessage.Defect"/> before use: a broken one can still be answered 400.</summary>
public sealed class SipRequest : SipMessage
{
    internal SipRequest(in ParsedParts parts, string methodName, SipMethod method, string requestUriText, bool isVersion2) : base(parts)
    {
        MethodName = methodName;
        Method = method;
        RequestUriText = requestUriText;
        IsVersion2 = isVersion2;
        RequestUri = SipUri.TryParse(requestUriText, out var uri) ? uri : null;
        ReadCommonHeaders();
        if (RequestUri is null)
            Spoil("Bad Request-URI");
        if (CSeqMethod != methodName)
            Spoil("CSeq method does not match");
    }

    public string MethodName { get; }

    public SipMethod Method { get; }

    public string RequestUriText { get; }

    /// <summary>Null when it cannot be read.</summary>
    public SipUri? RequestUri { get; }

    /// <summary>False for SIP/7.0 and the like: 505.</summary>
    public bool IsVersion2 { get; }

    public override string ToString() => $"{MethodName} {RequestUriText}";
}
