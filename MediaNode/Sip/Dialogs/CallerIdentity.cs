using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Tells who calls (RFC 3323, RFC 3325). A pure function of the INVITE.</summary>
internal static class CallerIdentity
{
    public static SipCaller Of(SipRequest invite)
    {
        var from = invite.From!;
        var isWithheld = IsPrivacyWanted(invite) || IsAnonymous(from);
        return Asserted(invite) is { } asserted
            ? new SipCaller(asserted.Uri.User, asserted.DisplayName ?? from.DisplayName, asserted.Uri.Host, isWithheld, IsAsserted: true)
            : new SipCaller(IsAnonymous(from) ? "" : from.Uri.User, from.DisplayName, from.Uri.Host, isWithheld, IsAsserted: false);
    }

    /// <summary>Up to two identities may be asserted, a SIP and a TEL one; the one with a number wins.</summary>
    private static NameAddr? Asserted(SipRequest invite)
    {
        var identities = invite.Addresses(SipHeader.PAssertedIdentity);
        foreach (var identity in identities)
        {
            if (identity.Uri.Scheme == "tel")
                return identity;
        }
        return identities.Count > 0 && identities[0].Uri.User.Length > 0 ? identities[0] : null;
    }

    /// <summary>Tokens are separated by semicolons (RFC 3323 §4.2); some peers use commas.</summary>
    private static bool IsPrivacyWanted(SipRequest invite)
    {
        if (invite.Text(SipHeader.Privacy) is not { } privacy)
            return false;
        foreach (var token in privacy.Split([';', ','], StringSplitOptions.TrimEntries))
        {
            if (token.Equals("id", StringComparison.OrdinalIgnoreCase) || token.Equals("user", StringComparison.OrdinalIgnoreCase)
                || token.Equals("header", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary><c>"Anonymous" &lt;sip:anonymous@anonymous.invalid&gt;</c> (RFC 3323 §4.1.1.3) and what is near it.</summary>
    private static bool IsAnonymous(NameAddr from) =>
        from.Uri.User.Equals("anonymous", StringComparison.OrdinalIgnoreCase)
        || from.Uri.Host.Equals("anonymous.invalid", StringComparison.OrdinalIgnoreCase);
}
