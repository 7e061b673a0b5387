using OrleansConf.MediaNode.Hosting;
using OrleansConf.MediaNode.Sip;
using OrleansConf.TestKit.Processes;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Hosting;

public sealed class TlsFilesTests : IDisposable
{
    private readonly TempFolder _folder = new("tls");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_CertificateKeyAndTrust_AreTaken()
    {
        using var certificates = new TestCertificates();
        File.WriteAllText(_folder["node.pem"], certificates.IssuePem());
        File.WriteAllText(_folder["roots.pem"], certificates.RootPem);
        var options = new SipOptions { TlsPort = 5071, TlsCertificate = _folder["node.pem"], TlsTrust = _folder["roots.pem"] };

        var tls = TlsFiles.Read(options);

        Assert.Null(options.Validate());
        Assert.Equal("CN=localhost", tls.Certificate!.TargetCertificate.Subject);
        Assert.True(tls.Certificate.TargetCertificate.HasPrivateKey);
        Assert.Equal("CN=Test Root", Assert.Single(tls.TrustedRoots).Subject);
        Assert.Equal(5071, tls.Port);
    }

    [Fact]
    public void Read_NoCertificate_LeavesTlsUnheard() => Assert.Null(TlsFiles.Read(new SipOptions()).Certificate);

    [Fact]
    public void Read_RubbishFile_SaysSoInOneLine()
    {
        File.WriteAllText(_folder["bad.pem"], "rubbish");

        var failure = Assert.Throws<SipBindException>(() => TlsFiles.Read(new SipOptions { TlsCertificate = _folder["bad.pem"] }));

        Assert.True(StartFailure.TryExplain(failure, out var line));
        Assert.StartsWith("SIP over TLS: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MissingFile_IsNamed() =>
        Assert.Contains("/no/such.pem", new SipOptions { TlsCertificate = "/no/such.pem" }.Validate(), StringComparison.Ordinal);
}
