using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>The SDP within a message.</summary>
internal static class SessionBody
{
    public const string MediaType = "application/sdp";

    /// <summary>False when there is SDP that cannot be read; true with null when there is none.</summary>
    public static bool TryRead(SipMessage message, out SessionDescription? session)
    {
        session = null;
        if (message.Body.IsEmpty)
            return true;
        if (message.IsContentType(MediaType))
            return SessionDescription.TryParse(message.Body.Span, out session);
        if (!MultipartBody.IsMultipart(message))
            return true;
        return !MultipartBody.TryFindPart(message, MediaType, out var part) || SessionDescription.TryParse(part.Span, out session);
    }
}
