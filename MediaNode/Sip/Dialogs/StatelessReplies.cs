using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// Answers that leave no state behind (RFC 3261 §8.2.7): a refused request costs one datagram and nothing else. The same
/// request gets the same To tag, since the tag is a keyed hash of it.
/// </summary>
internal static class StatelessReplies
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    public static byte[] Write(SipRequest request, SipFlow source, in Refusal refusal)
    {
        var writer = ResponseWriter.Begin(request, source, refusal.Status, refusal.Phrase, TagFor(request));
        if (refusal.Header is { } header)
            writer.Header(header, refusal.Value);
        return writer.Finish();
    }

    public static byte[] WithAllow(SipRequest request, SipFlow source, int status, string toTag) =>
        ResponseWriter.Begin(request, source, status, null, toTag).Header(SipHeader.Allow, SipMethods.Allow).Finish();

    public static string TagFor(SipRequest request)
    {
        var identity = string.Create(
            CultureInfo.InvariantCulture, $"{request.TopVia?.Branch}\n{request.CallId}\n{request.From?.Tag}\n{request.CSeqNumber}");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(identity), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    /// <summary>A status with at most one header that explains it.</summary>
    internal readonly record struct Refusal(int Status, string? Phrase = null, SipHeader? Header = null, string Value = "");
}
