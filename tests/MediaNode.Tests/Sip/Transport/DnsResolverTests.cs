using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;
using OrleansConf.TestKit.Processes;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Transport;

/// <summary>RFC 3263 against a real name server (Debian dnsmasq-base).</summary>
public sealed class DnsResolverTests : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dnsmasq";

    private RunningProcess? _server;

    public static bool IsInstalled => File.Exists(Program);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<IPEndPoint> StartServerAsync(params string[] records)
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        _server = RunningProcess.Start("dnsmasq", Program,
        [
            "--keep-in-foreground", "--log-facility=-", "--user=", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--bind-interfaces",
            "--listen-address=127.0.0.1", "--port=" + endPoint.Port.ToString(CultureInfo.InvariantCulture), .. records,
        ]);
        await _server.UntilPrintedAsync("started", TimeSpan.FromSeconds(10), Cancel);
        return endPoint;
    }

    private static async Task<IEnumerable<string>> ResolveAsync(IPEndPoint server, string uri) =>
        (await new DnsResolver(server, preferIPv6: false).ResolveAsync(Outbound.Uri(uri), Cancel)).Select(hop => $"{hop.Kind} {hop.Remote}");

    [Fact(Skip = "dnsmasq is not installed", SkipUnless = nameof(IsInstalled))]
    public async Task Domain_WithNaptrAndSrv_LeadsToItsHostsInOrder()
    {
        var server = await StartServerAsync(
            "--naptr-record=carrier.test,10,20,s,SIP+D2U,,_sip._udp.carrier.test", "--naptr-record=carrier.test,10,10,s,SIPS+D2T,,_sips._tcp.carrier.test",
            "--srv-host=_sip._udp.carrier.test,b.carrier.test,5070,20", "--srv-host=_sip._udp.carrier.test,a.carrier.test,5080,10",
            "--srv-host=_sips._tcp.carrier.test,a.carrier.test,5061,0", "--host-record=a.carrier.test,192.0.2.1,2001:db8::1",
            "--host-record=b.carrier.test,192.0.2.2");

        Assert.Equal(
            ["Tls 192.0.2.1:5061", "Tls [2001:db8::1]:5061", "Udp 192.0.2.1:5080", "Udp [2001:db8::1]:5080", "Udp 192.0.2.2:5070"],
            await ResolveAsync(server, "sip:1@carrier.test"));
        Assert.Equal(["Udp 192.0.2.1:5080", "Udp [2001:db8::1]:5080", "Udp 192.0.2.2:5070"], await ResolveAsync(server, "sip:1@carrier.test;transport=udp"));
        Assert.Equal(["Tls 192.0.2.1:5061", "Tls [2001:db8::1]:5061"], await ResolveAsync(server, "sips:1@carrier.test"));
        Assert.Equal(["Tcp 192.0.2.2:5060"], await ResolveAsync(server, "sip:1@b.carrier.test;transport=tcp"));
        Assert.Equal(["Udp 192.0.2.2:6000"], await ResolveAsync(server, "sip:1@b.carrier.test:6000"));
        Assert.Equal(["Udp 192.0.2.9:5060"], await ResolveAsync(server, "sip:1@192.0.2.9"));
        Assert.Empty(await ResolveAsync(server, "sip:1@nobody.test"));
    }

    [Fact(Skip = "dnsmasq is not installed", SkipUnless = nameof(IsInstalled))]
    public async Task Call_FirstHostSilent_GoesToTheNextAndTheNextCallStartsThere()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var callee = new WirePeer(new IPEndPoint(IPAddress.Loopback, 9));
        var server = await StartServerAsync(
            $"--srv-host=_sip._udp.carrier.test,a.carrier.test,{((IPEndPoint)silent.Client.LocalEndPoint!).Port},10",
            $"--srv-host=_sip._udp.carrier.test,a.carrier.test,{callee.Port},20", "--host-record=a.carrier.test,127.0.0.1");
        await using var bed = await SipTestBed.StartAsync(configure: options =>
        {
            options.NameServer = server;
            options.FailoverAfter = TimeSpan.FromMilliseconds(200);
        });
        var request = Outbound.To(callee) with { Target = Outbound.Uri("sip:1@carrier.test") };
        for (var i = 0; i < 2; i++)
        {
            var calling = bed.Stack.CallAsync(request, Cancel);
            var invite = await callee.RequestAsync(SipMethod.Invite);
            callee.SendTo(bed.EndPoint, invite, 486);
            Assert.Equal(486, (await calling.WaitAsync(TimeSpan.FromSeconds(10), Cancel)).Status);
            await callee.RequestAsync(SipMethod.Ack);
        }

        Assert.Equal("INVITE", System.Text.Encoding.ASCII.GetString((await silent.ReceiveAsync(Cancel)).Buffer)[..6]);
    }

    [Fact]
    public void SrvTargets_OfOnePriority_AreChosenByWeight()
    {
        SrvTarget[] targets = [new("light", 1, 1, 10), new("heavy", 1, 1, 90), new("later", 1, 2, 0)];
        var random = new Random(1);
        var first = Enumerable.Range(0, 1000).Select(_ => SrvOrder.Sort(targets, random)).ToList();

        Assert.InRange(first.Count(static order => order[0].Host == "heavy"), 850, 950);
        Assert.All(first, static order => Assert.Equal("later", order[2].Host));
    }
}
