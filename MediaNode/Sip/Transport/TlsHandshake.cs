using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Makes a TLS stream of a connected one, on either side. A failed handshake throws what <see cref="SslStream"/> throws.</summary>
internal sealed class TlsHandshake(SipTlsOptions options)
{
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    public async Task<Stream> AsServerAsync(Stream plain, CancellationToken cancellationToken)
    {
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = options.Certificate,
                    ClientCertificateRequired = options.RequireClientCertificate,
                    EnabledSslProtocols = Versions,
                    RemoteCertificateValidationCallback = (_, certificate, chain, _) => !options.RequireClientCertificate || IsTrusted(certificate, chain),
                },
                cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <param name="plain">The connection.</param>
    /// <param name="serverName">The name that the certificate must carry (RFC 5922 §7): the domain called, or an address.</param>
    /// <param name="cancellationToken">Ends the handshake.</param>
    public async Task<Stream> AsClientAsync(Stream plain, string serverName, CancellationToken cancellationToken)
    {
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = serverName,
                    EnabledSslProtocols = Versions,
                    ClientCertificateContext = options.Certificate,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => !options.VerifyServers
                        || (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && IsTrusted(certificate, chain)),
                },
                cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? sent)
    {
        if (certificate is null)
            return false;
        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        if (options.TrustedRoots.Count > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(options.TrustedRoots);
        }
        return chain.Build(shown);
    }
}
