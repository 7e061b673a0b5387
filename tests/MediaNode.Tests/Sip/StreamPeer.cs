using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>The other side of a test over a connection, TCP or TLS.</summary>
internal sealed class StreamPeer : IDisposable
{
    private readonly SipStreamFramer _framer = new();
    private readonly TcpClient _client;
    private readonly Stream _stream;

    private StreamPeer(TcpClient client, Stream stream) => (_client, _stream) = (client, stream);

    public int Port => ((IPEndPoint)_client.Client.LocalEndPoint!).Port;

    public static async Task<StreamPeer> ConnectAsync(IPEndPoint server)
    {
        var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, TestContext.Current.CancellationToken);
        return new StreamPeer(client, client.GetStream());
    }

    /// <param name="server">Where the stack listens for TLS.</param>
    /// <param name="roots">Whom we trust.</param>
    /// <param name="certificate">Ours, for mutual TLS, or null.</param>
    public static async Task<StreamPeer> ConnectTlsAsync(IPEndPoint server, X509Certificate2Collection roots, X509Certificate2? certificate = null)
    {
        var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, TestContext.Current.CancellationToken);
        var tls = new SslStream(client.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = server.Address.ToString(),
                CertificateChainPolicy = policy,
                ClientCertificates = certificate is null ? [] : [certificate],
            },
            TestContext.Current.CancellationToken);
        return new StreamPeer(client, tls);
    }

    /// <summary>Takes the next connection; TLS when there is a certificate.</summary>
    public static async Task<StreamPeer> AcceptAsync(TcpListener listener, SslStreamCertificateContext? certificate)
    {
        var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        if (certificate is null)
            return new StreamPeer(client, client.GetStream());
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = certificate }, TestContext.Current.CancellationToken);
        return new StreamPeer(client, tls);
    }

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>The next message; null when a bare CR LF came, or the end of the stream.</summary>
    public async Task<SipMessage?> ReceiveAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            if (_framer.TryNext(out var message) == SipStreamFramer.Result.Message)
            {
                Assert.True(SipParser.TryParse(message, out var parsed));
                return parsed;
            }
            var room = _framer.Room();
            var count = await _stream.ReadAsync(room, limit.Token);
            if (count == 0 || room.Span[..count].SequenceEqual("\r\n"u8))
                return null;
            _framer.Advance(count);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
