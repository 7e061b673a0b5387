using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>The answer to OPTIONS (RFC 3261 §11.2): what we can do, and by its status whether we take calls.</summary>
internal static class OptionsReply
{
    public static byte[] Write(SipContext context, SipRequest request, SipFlow source, int status, string toTag)
    {
        var writer = ResponseWriter.Begin(request, source, status, null, toTag);
        writer.Header(SipHeader.Contact, OutgoingRequest.ContactFor(source, request.RequestUri?.User ?? ""));
        writer.Header(SipHeader.Allow, SipMethods.Allow);
        writer.Header(SipHeader.Accept, $"{SessionBody.MediaType}, {DtmfInfo.RelayType}, {DtmfInfo.PlainType}");
        writer.Header(SipHeader.Supported, SipMethods.Supported);
        writer.Header(SipHeader.Server, context.Options.UserAgent);
        return writer.Finish();
    }
}
