using System.Globalization;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>What was agreed about keeping a session alive (RFC 4028).</summary>
/// <param name="Interval">The session ends when it is not refreshed within this time.</param>
/// <param name="WeRefresh">We send the refreshes; else the peer does.</param>
internal sealed record SessionTerms(TimeSpan Interval, bool WeRefresh)
{
    /// <summary>When to send a refresh (§10).</summary>
    public TimeSpan RefreshAfter => Interval / 2;

    /// <summary>When to give up; the side that waits does so a little early, so that its BYE still finds the peer's dialog (§10).</summary>
    public TimeSpan ExpireAfter => WeRefresh ? Interval : Interval - TimeSpan.FromSeconds(Math.Min(32, Interval.TotalSeconds / 3));

    /// <summary>Session-Expires; the refresher is named by his role in this very transaction.</summary>
    public string ToHeader(bool asClient) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Interval.TotalSeconds};refresher={(WeRefresh == asClient ? "uac" : "uas")}");
}
