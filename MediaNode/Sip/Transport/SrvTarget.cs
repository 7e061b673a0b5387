namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>One SRV record (RFC 2782).</summary>
internal sealed record SrvTarget(string Host, int Port, int Priority, int Weight);
