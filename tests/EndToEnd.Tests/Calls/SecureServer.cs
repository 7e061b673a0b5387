using System.Globalization;
using System.Net;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>A server that also answers SIP over TLS, with a certificate of a test's authority.</summary>
public sealed class SecureServer : EmbeddedServer
{
    private readonly TestCertificates _certificates = new();
    private readonly TempFolder _folder = new("tls");

    public IPEndPoint TlsEndPoint { get; } = new(IPAddress.Loopback, FreePorts.Next());

    /// <summary>PEM file with the authority's certificate.</summary>
    public string RootFile => _folder["root.pem"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _certificates.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override Dictionary<string, string> Settings
    {
        get
        {
            File.WriteAllText(RootFile, _certificates.RootPem);
            File.WriteAllText(_folder["node.pem"], _certificates.IssuePem());
            return new(base.Settings)
            {
                ["Sip__TlsPort"] = TlsEndPoint.Port.ToString(CultureInfo.InvariantCulture),
                ["Sip__TlsCertificate"] = _folder["node.pem"],
            };
        }
    }
}
