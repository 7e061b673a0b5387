using System.Globalization;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Writes the INVITE of a new call: who calls (RFC 3323, RFC 3325), for whom (RFC 3892), and what we can do.</summary>
internal static class InitialInvite
{
    private const string AnonymousUser = "anonymous";
    private const string AnonymousHost = "anonymous.invalid";

    public static OutgoingRequest Compose(SipContext context, SipOutboundRequest request, SipFlow flow, string localTag)
    {
        var host = request.FromHost ?? flow.Announced.Address.ToString();
        var from = request.IsCallerWithheld
            ? $"\"Anonymous\" <{SipUri.Create(AnonymousUser, AnonymousHost)}>;tag={localTag}"
            : $"{DisplayName(request.FromDisplayName)}<{SipUri.Create(request.FromUser, host)}>;tag={localTag}";
        return new OutgoingRequest
        {
            Method = SipMethod.Invite,
            RequestUri = request.Target.Text,
            From = from,
            To = $"<{request.Target}>",
            CallId = SipRandom.CallId(),
            CSeq = SipRandom.CSeq(),
            ContactUser = request.IsCallerWithheld ? AnonymousUser : request.FromUser,
            Headers = Headers(context.Options, request, host),
            ContentType = SessionBody.MediaType,
            Body = request.Offer.ToBytes(),
            UserAgent = context.Options.UserAgent,
        };
    }

    private static string DisplayName(string? name) => name is null ? "" : SipText.Quote(name) + " ";

    private static List<(SipHeader, string)> Headers(SipStackOptions options, SipOutboundRequest request, string host)
    {
        var headers = new List<(SipHeader, string)>();
        if (options.SessionExpires > TimeSpan.Zero)
        {
            headers.Add((SipHeader.SessionExpires, ((int)options.SessionExpires.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
            headers.Add((SipHeader.MinSessionExpires, SessionTimerRules.MinText));
        }
        if (request.AssertedUser is { Length: > 0 } asserted)
            headers.Add((SipHeader.PAssertedIdentity, $"{DisplayName(request.FromDisplayName)}<{SipUri.Create(asserted, host)}>"));
        if (request.IsCallerWithheld)
            headers.Add((SipHeader.Privacy, "id"));
        if (request.ReferredBy is { Length: > 0 } referredBy)
            headers.Add((SipHeader.ReferredBy, referredBy));
        if (request.Replaces is { Length: > 0 } replaces)
        {
            headers.Add((SipHeader.Replaces, replaces));
            headers.Add((SipHeader.Require, "replaces"));
        }
        return headers;
    }
}
