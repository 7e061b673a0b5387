using System.Net;
using DnsClient;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>
/// RFC 3263 §4 with real DNS: NAPTR for the transport, SRV for the hosts, A and AAAA for the addresses. Answers are cached for
/// their time to live.
/// </summary>
internal sealed class DnsResolver : ISipResolver
{
    private const int MaxHops = 16;

    private static readonly (string Service, SipTransportKind Kind, string Prefix)[] Services =
    [
        ("SIP+D2U", SipTransportKind.Udp, "_sip._udp."),
        ("SIP+D2T", SipTransportKind.Tcp, "_sip._tcp."),
        ("SIPS+D2T", SipTransportKind.Tls, "_sips._tcp."),
    ];

    private readonly LookupClient _dns;
    private readonly bool _preferIPv6;

    /// <param name="server">A name server, or null for those of the system.</param>
    /// <param name="preferIPv6">AAAA before A.</param>
    public DnsResolver(IPEndPoint? server, bool preferIPv6)
    {
        var options = server is null ? new LookupClientOptions() : new LookupClientOptions(server);
        options.Timeout = TimeSpan.FromSeconds(2);
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        _dns = new LookupClient(options);
        _preferIPv6 = preferIPv6;
    }

    public async Task<IReadOnlyList<SipHop>> ResolveAsync(SipUri uri, CancellationToken cancellationToken)
    {
        var named = SipTransportKinds.Named(uri);
        var kind = named ?? SipTransportKind.Udp;
        var host = uri.Parameter("maddr") is { Length: > 0 } maddr ? maddr : uri.Host;
        if (IPAddress.TryParse(host, out var address))
            return [new SipHop(new IPEndPoint(address, uri.Port ?? kind.PortOf()), kind, uri.Host)];
        try
        {
            if (uri.Port is { } port)
                return await AddressesAsync(host, port, kind, uri.Host, cancellationToken);
            var hops = named is { } only
                ? await ServersAsync(PrefixOf(only) + host, only, uri.Host, cancellationToken)
                : await AnyServersAsync(host, uri, cancellationToken);
            return hops.Count > 0 ? hops : await AddressesAsync(host, kind.PortOf(), kind, uri.Host, cancellationToken);
        }
        catch (DnsResponseException)
        {
            return [];
        }
    }

    private static string PrefixOf(SipTransportKind kind) => Array.Find(Services, s => s.Kind == kind).Prefix;

    /// <summary>The domain says by NAPTR which transports it takes (§4.1); else its SRV records are asked for each.</summary>
    private async Task<List<SipHop>> AnyServersAsync(string domain, SipUri uri, CancellationToken cancellationToken)
    {
        var hops = new List<SipHop>();
        var naptr = (await _dns.QueryAsync(domain, QueryType.NAPTR, cancellationToken: cancellationToken)).Answers.NAPtrRecords()
            .Where(static r => r.Flags.Equals("s", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static r => r.Order).ThenBy(static r => r.Preference).ToList();
        foreach (var record in naptr)
        {
            var service = Array.Find(Services, s => s.Service.Equals(record.Services, StringComparison.OrdinalIgnoreCase));
            if (service.Service is not null && hops.Count < MaxHops)
                hops.AddRange(await ServersAsync(record.Replacement.Value, service.Kind, uri.Host, cancellationToken));
        }
        if (hops.Count > 0)
            return hops;
        // Without NAPTR nobody says that TLS is wanted, so it is not tried for a sip URI.
        foreach (var (_, kind, prefix) in Services)
        {
            if (kind != SipTransportKind.Tls)
                hops.AddRange(await ServersAsync(prefix + domain, kind, uri.Host, cancellationToken));
        }
        return hops;
    }

    private async Task<List<SipHop>> ServersAsync(string name, SipTransportKind kind, string domain, CancellationToken cancellationToken)
    {
        var hops = new List<SipHop>();
        var records = (await _dns.QueryAsync(name, QueryType.SRV, cancellationToken: cancellationToken)).Answers.SrvRecords()
            .Where(static r => r.Target.Value != ".").Select(static r => new SrvTarget(r.Target.Value, r.Port, r.Priority, r.Weight)).ToList();
        foreach (var record in SrvOrder.Sort(records, Random.Shared))
        {
            if (hops.Count < MaxHops)
                hops.AddRange(await AddressesAsync(record.Host, record.Port, kind, domain, cancellationToken));
        }
        return hops;
    }

    private async Task<List<SipHop>> AddressesAsync(
        string host, int port, SipTransportKind kind, string domain, CancellationToken cancellationToken)
    {
        if (host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return [new SipHop(new IPEndPoint(IPAddress.Loopback, port), kind, domain)];
        var found = new List<IPAddress>();
        foreach (var type in _preferIPv6 ? [QueryType.AAAA, QueryType.A] : new[] { QueryType.A, QueryType.AAAA })
        {
            var answer = await _dns.QueryAsync(host, type, cancellationToken: cancellationToken);
            found.AddRange(answer.Answers.AddressRecords().Select(static r => r.Address));
        }
        // Names that only /etc/hosts knows.
        if (found.Count == 0)
            found.AddRange(await SystemAddressesAsync(host.TrimEnd('.'), cancellationToken));
        return [.. found.Take(MaxHops).Select(address => new SipHop(new IPEndPoint(address, port), kind, domain))];
    }

    private static async Task<IPAddress[]> SystemAddressesAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return [];
        }
    }
}
