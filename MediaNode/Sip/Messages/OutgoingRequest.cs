using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>A request of ours before it is bytes. The texts are header values without line ends.</summary>
internal sealed record OutgoingRequest
{
    private const int MaxForwards = 70;

    public required SipMethod Method { get; init; }

    public required string RequestUri { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string CallId { get; init; }

    public required uint CSeq { get; init; }

    public string Branch { get; init; } = SipRandom.Branch();

    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>User part of our Contact, or null to send no Contact.</summary>
    public string? ContactUser { get; init; }

    /// <summary>Further headers as name and value.</summary>
    public IReadOnlyList<(SipHeader Header, string Value)> Headers { get; init; } = [];

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string UserAgent { get; init; } = "";

    public string MethodName => SipMethods.Name(Method);

    public byte[] Write(SipFlow flow)
    {
        var announced = flow.Announced;
        var writer = SipWriter.Rent();
        writer.Text(MethodName).Raw(" "u8).Text(RequestUri).Raw(" SIP/2.0\r\n"u8);
        writer.Header(SipHeader.Via, $"SIP/2.0/{flow.Kind.ViaName()} {announced};rport{(flow.IsReliable ? ";alias" : "")};branch={Branch}");
        foreach (var route in Routes)
            writer.Header(SipHeader.Route, route);
        writer.Header(SipHeader.MaxForwards, $"{MaxForwards}");
        writer.Header(SipHeader.From, From).Header(SipHeader.To, To).Header(SipHeader.CallId, CallId);
        writer.Header(SipHeader.CSeq, $"{CSeq} {MethodName}");
        if (ContactUser is not null)
            writer.Header(SipHeader.Contact, ContactFor(flow, ContactUser));
        if (Method is SipMethod.Invite or SipMethod.Update or SipMethod.Options)
            writer.Header(SipHeader.Allow, SipMethods.Allow).Header(SipHeader.Supported, SipMethods.Supported);
        foreach (var (header, value) in Headers)
            writer.Header(header, value);
        if (UserAgent.Length > 0)
            writer.Header(SipHeader.UserAgent, UserAgent);
        return writer.Finish(ContentType, Body.Span);
    }

    /// <summary>Our own address in a dialog, as this peer reaches it.</summary>
    public static string ContactFor(SipFlow flow, string user)
    {
        var announced = flow.Announced;
        return $"<{SipUri.Create(user, announced.Address.ToString(), announced.Port, flow.Kind.UriParameter())}>";
    }

    /// <summary>Within the INVITE's transaction (RFC 3261 §17.1.1.3): same branch, To as the response has it.</summary>
    public OutgoingRequest AckForRefusal(SipResponse response) => new()
    {
        Method = SipMethod.Ack,
        RequestUri = RequestUri,
        From = From,
        To = response.To?.Text ?? To,
        CallId = CallId,
        CSeq = CSeq,
        Branch = Branch,
        Routes = Routes,
    };

    /// <summary>RFC 3261 §9.1: same branch, CSeq number and To.</summary>
    public OutgoingRequest Cancel(SipHangUpReason? reason) => new()
    {
        Method = SipMethod.Cancel,
        RequestUri = RequestUri,
        From = From,
        To = To,
        CallId = CallId,
        CSeq = CSeq,
        Branch = Branch,
        Routes = Routes,
        Headers = reason is null ? [] : [(SipHeader.Reason, reason.ToString())],
    };
}
