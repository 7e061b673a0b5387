using System.Collections.Concurrent;
using System.Net;
using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Sip;

/// <summary>
/// The far side of a trunk for tests: phones that the server can call. A number that was not told how to behave is busy. Small and
/// plain on purpose and without any code of the product.
/// </summary>
public sealed class SipCarrier : IAsyncDisposable
{
    private readonly SipSocket _socket;
    private readonly ConcurrentDictionary<string, int?> _answering = new();
    private readonly ConcurrentDictionary<string, CarrierCall> _calls = new();

    /// <param name="server">Where the server's SIP is answered.</param>
    /// <param name="port">The trunk's port, as the server was told.</param>
    public SipCarrier(IPEndPoint server, int port)
    {
        _socket = new SipSocket(server, port);
        _socket.Start(Handle);
    }

    public IReadOnlyList<SipMessage> Received => _socket.Received;

    /// <summary>Calls to the number are answered from now on.</summary>
    /// <param name="toneHz">The phone's own tone; null is silent.</param>
    public void Answer(string number, int? toneHz) => _answering[number] = toneHz;

    /// <summary>Waits until a phone was called and has answered.</summary>
    public async Task<CarrierCall> UntilAnsweredAsync(string number, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        CarrierCall? found = null;
        await _socket.Changed.UntilAsync(
            () => (found = _calls.Values.FirstOrDefault(call => call.Number == number && call.IsConfirmed)) is not null,
            timeout, () => $"a call to {number}; received: {string.Join(" | ", Received.Select(m => m.StartLine))}", cancellationToken);
        return found!;
    }

    public Task UntilHungUpAsync(CarrierCall call, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _socket.Changed.UntilAsync(() => call.ReceivedBye, timeout, () => $"a BYE to {call.Number}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (CarrierCall call in _calls.Values)
            await call.Audio.DisposeAsync();
        await _socket.DisposeAsync();
    }

    private void Handle(SipMessage message)
    {
        if (!message.IsRequest)
            return;
        switch (message.Method)
        {
            case "INVITE":
                OnInvite(message);
                break;
            case "ACK" when _calls.TryGetValue(message["Call-ID"], out CarrierCall? confirmed):
                confirmed.IsConfirmed = true;
                break;
            case "ACK":
                break;
            case "BYE" when _calls.TryGetValue(message["Call-ID"], out CarrierCall? ended):
                ended.Audio.IsSending = false;
                ended.ReceivedBye = true;
                _socket.Send(SipDialog.Reply(message, 200, "OK"));
                break;
            default:
                _socket.Send(SipDialog.Reply(message, 200, "OK"));
                break;
        }
    }

    private void OnInvite(SipMessage invite)
    {
        if (_calls.TryGetValue(invite["Call-ID"], out CarrierCall? known))
        {
            _socket.Send(known.Response);
            return;
        }

        string number = SipMessage.UriOf(invite.StartLine.Split(' ')[1])["sip:".Length..].Split('@')[0];
        if (!_answering.TryGetValue(number, out int? toneHz))
        {
            _socket.Send(SipDialog.Reply(invite, 486, "Busy Here"));
            return;
        }

        var audio = new RtpTone(number, toneHz);
        SdpAudio offer = SdpAudio.Parse(invite.Body);
        string answer = (offer with { EndPoint = audio.LocalEndPoint, Laws = [offer.Laws[0]] }).ToSdp(1);
        SipMessage response = SipDialog.Reply(invite, 200, "OK", $"<sip:{number}@127.0.0.1:{_socket.Port}>").WithBody("application/sdp", answer);
        _calls[invite["Call-ID"]] = new CarrierCall(number, audio, response);
        _socket.Send(response);
        audio.Start(offer.EndPoint, offer.Laws[0], offer.EventPayloadType ?? RtpTone.EventPayloadType);
    }
}
