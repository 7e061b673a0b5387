using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Who refreshes a session and how often (RFC 4028). Pure functions over messages.</summary>
internal static class SessionTimerRules
{
    public const string OptionTag = "timer";

    /// <summary>The shortest interval that anyone may ask for (§5).</summary>
    public const string MinText = "90";

    public static readonly TimeSpan Min = TimeSpan.FromSeconds(90);

    /// <summary>A peer that could ask for more asks for less than <see cref="Min"/>: 422 (§9).</summary>
    public static bool TooShort(SipRequest request) =>
        request.Method is SipMethod.Invite or SipMethod.Update && request.Seconds(SipHeader.SessionExpires) < Min && request.Supports(OptionTag);

    /// <summary>What we answer to an INVITE or UPDATE (§9, table 2); null for no timer.</summary>
    /// <param name="request">The peer's.</param>
    /// <param name="ours">The interval that we like; zero: only what is asked.</param>
    public static SessionTerms? Answer(SipRequest request, TimeSpan ours)
    {
        var peerKnows = request.Supports(OptionTag);
        var least = Later(Min, request.Seconds(SipHeader.MinSessionExpires) ?? Min);
        if (request.Seconds(SipHeader.SessionExpires) is not { } asked)
            return peerKnows && ours > TimeSpan.Zero ? new SessionTerms(Later(ours, least), WeRefresh: false) : null;
        // We may shorten what is asked, never lengthen it.
        var interval = ours > TimeSpan.Zero ? Sooner(asked, Later(ours, least)) : asked;
        var refresher = request.ParameterOf(SipHeader.SessionExpires, "refresher");
        return new SessionTerms(Later(interval, Sooner(asked, Min)), WeRefresh: !peerKnows || Is(refresher, "uas"));
    }

    /// <summary>What the peer's 2xx to our request says (§7.2); null: it knows no timer.</summary>
    public static SessionTerms? Read(SipResponse response) =>
        response.Seconds(SipHeader.SessionExpires) is { } interval && interval > TimeSpan.Zero
            ? new SessionTerms(Later(interval, Min), WeRefresh: !Is(response.ParameterOf(SipHeader.SessionExpires, "refresher"), "uas"))
            : null;

    private static bool Is(string? value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
