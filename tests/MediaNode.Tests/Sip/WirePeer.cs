using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>The other side of a test: a UDP socket that writes SIP as text and reads it with the parser under test.</summary>
internal sealed class WirePeer : IDisposable
{
    public const string Sdp = "v=0\r\no=peer 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 30000 RTP/AVP 8 0\r\n";

    private readonly Socket _socket;
    private readonly IPEndPoint _stack;
    private readonly string _host;
    private readonly byte[] _buffer = new byte[65536];

    public WirePeer(IPEndPoint stack)
    {
        _stack = stack;
        var isV6 = stack.AddressFamily == AddressFamily.InterNetworkV6;
        _host = isV6 ? "[::1]" : "127.0.0.1";
        _socket = new Socket(stack.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0));
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public string CallId { get; set; } = Guid.NewGuid().ToString("N");

    public string Tag { get; set; } = "peer1";

    /// <summary>The stack's tag, learned from the first response that has one.</summary>
    public string? RemoteTag { get; set; }

    public static string NewBranch() => "z9hG4bK" + Guid.NewGuid().ToString("N");

    /// <summary>A request of this peer's call; extra lines end in CR LF.</summary>
    public string Request(
        string method, uint cseq, string? branch = null, string extra = "", string body = "", string type = "application/sdp", string? toTag = null)
    {
        toTag ??= RemoteTag;
        var to = toTag is null ? "" : ";tag=" + toTag;
        return $"{method} sip:+48223500908@{_host}:{_stack.Port} SIP/2.0\r\nVia: SIP/2.0/UDP {_host}:{Port};branch={branch ?? NewBranch()}\r\n"
            + $"Max-Forwards: 70\r\nFrom: \"Peer\" <sip:+4915112345678@{_host}>;tag={Tag}\r\nTo: <sip:+48223500908@{_host}>{to}\r\n"
            + $"Call-ID: {CallId}\r\nCSeq: {cseq} {method}\r\nContact: <sip:peer@{_host}:{Port}>\r\n{extra}"
            + (body.Length > 0 ? $"Content-Type: {type}\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";
    }

    public void Send(string message) => _socket.SendTo(Encoding.UTF8.GetBytes(message), _stack);

    public void Send(byte[] message) => _socket.SendTo(message, _stack);

    public async Task<SipMessage> ReceiveAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var length = await _socket.ReceiveAsync(_buffer, limit.Token);
        Assert.True(SipParser.TryParse(_buffer.AsSpan(0, length), out var message), Encoding.UTF8.GetString(_buffer, 0, length));
        Assert.Null(message.Defect);
        return message;
    }

    public async Task<SipResponse> ResponseAsync(int? status = null)
    {
        var response = Assert.IsType<SipResponse>(await ReceiveAsync());
        if (status is { } wanted)
            Assert.Equal(wanted, response.Status);
        RemoteTag ??= response.To?.Tag;
        return response;
    }

    public async Task<SipRequest> RequestAsync(SipMethod method)
    {
        var request = Assert.IsType<SipRequest>(await ReceiveAsync());
        Assert.Equal(method, request.Method);
        return request;
    }

    /// <summary>Answers a request of the stack's.</summary>
    public void Respond(SipRequest request, int status, string extra = "", string body = "", string? toTag = null) =>
        Send(Response(request, status, extra, body, toTag));

    /// <summary>Answers another stack than the one that this peer calls.</summary>
    public void SendTo(IPEndPoint stack, SipRequest request, int status) =>
        _socket.SendTo(Encoding.UTF8.GetBytes(Response(request, status, "", "", "callee")), stack);

    private string Response(SipRequest request, int status, string extra, string body, string? toTag)
    {
        var to = request.To!.Text + (toTag is null ? "" : ";tag=" + toTag);
        return $"SIP/2.0 {status} Reply\r\nVia: {request.Text(SipHeader.Via)}\r\nFrom: {request.From}\r\nTo: {to}\r\nCall-ID: {request.CallId}\r\n"
            + $"CSeq: {request.CSeqNumber} {request.CSeqMethod}\r\nContact: <sip:peer@{_host}:{Port}>\r\n{extra}"
            + (body.Length > 0 ? "Content-Type: application/sdp\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";
    }

    /// <summary>True when nothing has come by now. Ask after an exchange that proves that the stack is past the point in question.</summary>
    public bool IsQuiet => _socket.Available == 0;

    /// <summary>INVITE, 100, 200, ACK.</summary>
    public async Task EstablishAsync(uint cseq = 1)
    {
        Send(Request("INVITE", cseq, body: Sdp));
        await ResponseAsync(100);
        await ResponseAsync(200);
        Send(Request("ACK", cseq));
    }

    public void Dispose() => _socket.Dispose();
}
