using System.Globalization;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A Reason header for our BYE or CANCEL (RFC 3326).</summary>
/// <param name="Protocol"><c>SIP</c> or <c>Q.850</c>.</param>
/// <param name="Cause">A status code or a Q.850 cause.</param>
/// <param name="Text">Optional words for the peer's log.</param>
public sealed record SipHangUpReason(string Protocol, int Cause, string? Text = null)
{
    /// <summary>Q.850 16: normal call clearing.</summary>
    public static readonly SipHangUpReason NormalClearing = new("Q.850", 16, "Normal call clearing");

    /// <summary>Before the answer this reason means 603 rather than 487.</summary>
    public static readonly SipHangUpReason Declined = new("SIP", 603, "Decline");

    public override string ToString()
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{Protocol};cause={Cause}");
        return Text is null ? header : $"{header};text=\"{Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
