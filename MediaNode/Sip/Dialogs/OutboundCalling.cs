using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Places a call: finds its next hops, and tries them one after the other while they do not answer (RFC 3263 §4.3).</summary>
internal static class OutboundCalling
{
    public static async Task<SipOutboundOutcome> RunAsync(SipContext context, SipOutboundRequest request, CancellationToken cancellationToken)
    {
        var hops = await NextHopsAsync(context, request, cancellationToken);
        if (hops.Count == 0)
            return new SipOutboundOutcome { Status = 503, Phrase = "Cannot resolve " + (request.ProxyUri ?? request.Target).Host, IsUnreachable = true };
        var digest = request.Credentials is { } credentials ? new DigestClient(credentials) : null;
        using var timeout = new CancellationTokenSource(request.Timeout, context.Time);
        for (var i = 0; ; i++)
        {
            var hop = hops[i];
            var isLast = i == hops.Count - 1;
            var invite = new OutboundInvite(context, request, context.Transports.FlowTo(hop.Remote, hop.Kind, hop.ServerName), digest);
            var outcome = await invite.RunAsync(isLast ? null : context.Options.FailoverAfter, timeout.Token, cancellationToken);
            context.Hops.Note(hop, isAlive: !outcome.IsUnreachable);
            if (!outcome.IsUnreachable || isLast || timeout.IsCancellationRequested || cancellationToken.IsCancellationRequested)
                return outcome;
            context.Log.HopFailed(hop.Remote, outcome.Status);
        }
    }

    private static async Task<IReadOnlyList<SipHop>> NextHopsAsync(SipContext context, SipOutboundRequest request, CancellationToken cancellationToken)
    {
        if (request.Proxy is { } proxy)
            return [new SipHop(proxy, SipTransportKinds.Of(request.Target), request.Target.Host)];
        return context.Hops.Order(await context.Resolver.ResolveAsync(request.ProxyUri ?? request.Target, cancellationToken));
    }
}
