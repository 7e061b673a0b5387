using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>What a user agent server looks at before it acts, in the order of RFC 3261 §8.2. A pure function.</summary>
internal static class RequestChecks
{
    private static readonly string[] Understood = SipMethods.Supported.Split(", ");

    /// <summary>Null when the request may go on.</summary>
    public static StatelessReplies.Refusal? Inspect(SipRequest request)
    {
        if (!request.IsVersion2)
            return new(505);
        // RFC 3261 §8.2.2.1; before the defects, since a strange scheme may have a form that only its owner can read.
        if (request.RequestUri is { IsSip: false, Scheme: not "tel" })
            return new(416);
        if (request.Defect is { } defect)
            return new(400, defect);
        // Headers have no place in a Request-URI (RFC 3261 §19.1.1); acting on them would let the sender write ours.
        if (request.RequestUri!.Headers is not null)
            return new(400, "Headers in Request-URI");
        if (MethodRefusal(request) is { } refusal)
            return refusal;
        if (!HasValidMaxForwards(request))
            return new(400, "Bad Max-Forwards");
        if (request.Method is not (SipMethod.Cancel or SipMethod.Ack) && Unsupported(request) is { } unsupported)
            return new(420, null, SipHeader.Unsupported, unsupported);
        return SessionTimerRules.TooShort(request) ? new(422, null, SipHeader.MinSessionExpires, SessionTimerRules.MinText) : BodyRefusal(request);
    }

    private static StatelessReplies.Refusal? MethodRefusal(SipRequest request) => request.Method switch
    {
        SipMethod.Unknown => new(501, null, SipHeader.Allow, SipMethods.Allow),
        SipMethod.Invite or SipMethod.Ack or SipMethod.Bye or SipMethod.Cancel or SipMethod.Options or SipMethod.Info or SipMethod.Update
            or SipMethod.Prack or SipMethod.Refer => null,
        _ => new(405, null, SipHeader.Allow, SipMethods.Allow),
    };

    /// <summary>0 to 255 (RFC 3261 §20.22). We are the last hop, so 0 is enough to reach us; RFC 2543 peers send none.</summary>
    private static bool HasValidMaxForwards(SipRequest request) =>
        request.Text(SipHeader.MaxForwards) is not { } text
        || (uint.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var hops) && hops <= 255);

    /// <summary>The required extensions that we lack, for Unsupported (RFC 3261 §8.2.2.3).</summary>
    private static string? Unsupported(SipRequest request)
    {
        if (!request.Has(SipHeader.Require))
            return null;
        var lacking = request.Elements(SipHeader.Require).FindAll(static tag => !Understood.Contains(tag, StringComparer.OrdinalIgnoreCase));
        return lacking.Count == 0 ? null : string.Join(", ", lacking);
    }

    /// <summary>RFC 3261 §8.2.3. A body that is marked optional is ignored rather than refused (§20.11).</summary>
    private static StatelessReplies.Refusal? BodyRefusal(SipRequest request)
    {
        if (request.Method is not (SipMethod.Invite or SipMethod.Update))
            return null;
        if (!TakesSdp(request))
            return new(406);
        if (request.Body.IsEmpty)
            return null;
        if (request.Text(SipHeader.ContentEncoding) is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new(415);
        if (request.IsContentType(SessionBody.MediaType) || MultipartBody.IsMultipart(request))
            return null;
        var isOptional = request.Text(SipHeader.ContentDisposition)?.Contains("handling=optional", StringComparison.OrdinalIgnoreCase) ?? false;
        return isOptional ? null : new(415, null, SipHeader.Accept, SessionBody.MediaType);
    }

    /// <summary>No Accept means application/sdp (RFC 3261 §20.1).</summary>
    private static bool TakesSdp(SipRequest request)
    {
        if (!request.Has(SipHeader.Accept))
            return true;
        foreach (var element in request.Elements(SipHeader.Accept))
        {
            var semicolon = element.IndexOf(';', StringComparison.Ordinal);
            var range = (semicolon < 0 ? element : element[..semicolon]).Trim().ToLowerInvariant();
            if (range is "*/*" or "application/*" or SessionBody.MediaType)
                return true;
        }
        return false;
    }
}
