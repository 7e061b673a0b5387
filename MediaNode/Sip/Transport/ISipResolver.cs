namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Finds the next hops of a URI (RFC 3263).</summary>
internal interface ISipResolver
{
    /// <summary>In the order to try them; empty when the name leads nowhere.</summary>
    Task<IReadOnlyList<SipHop>> ResolveAsync(SipUri uri, CancellationToken cancellationToken);
}
