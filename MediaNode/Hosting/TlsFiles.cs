using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Reads the PEM files that <see cref="SipOptions"/> names.</summary>
public static class TlsFiles
{
    /// <exception cref="SipBindException">A file is not what it should be.</exception>
    public static SipTlsOptions Read(SipOptions options)
    {
        try
        {
            var tls = new SipTlsOptions
            {
                Port = options.TlsPort,
                RequireClientCertificate = options.TlsRequireClientCertificate,
                VerifyServers = options.TlsVerifyServers,
            };
            if (options.TlsTrust is { Length: > 0 } trust)
                tls.TrustedRoots.ImportFromPemFile(trust);
            if (options.TlsCertificate is { Length: > 0 } certificate)
                tls.Certificate = ReadCertificate(certificate, options.TlsKey is { Length: > 0 } key ? key : certificate);
            return tls;
        }
        catch (Exception e) when (e is CryptographicException or IOException or ArgumentException)
        {
            throw new SipBindException($"SIP over TLS: {e.Message}", e);
        }
    }

    private static SslStreamCertificateContext ReadCertificate(string file, string keyFile)
    {
        var certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}
