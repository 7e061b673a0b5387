using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Transport;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Transport;

public class StunBindingTests
{
    private static byte[] Request() => [0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Fact]
    public void Answer_Ipv4_XorsPortAndAddressWithTheCookie()
    {
        var answer = StunBinding.Answer(Request(), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 32853));

        // RFC 5769 §2.2 has the same address and port.
        Assert.Equal([0, 0x20, 0, 8, 0, 1, 0xA1, 0x47, 0xE1, 0x12, 0xA6, 0x43], answer[20..]);
        Assert.Equal([1, 1, 0, 12], answer[..4]);
        Assert.Equal(Request()[4..], answer[4..20]);
    }

    [Fact]
    public void IsRequest_LengthThatDoesNotFit_IsFalse()
    {
        var short1 = Request();
        short1[3] = 4;
        Assert.True(StunBinding.IsRequest(Request()));
        Assert.False(StunBinding.IsRequest(short1));
        Assert.False(StunBinding.IsRequest([.. short1, 0, 6, 0, 8]));
        Assert.False(StunBinding.IsRequest("OPTIONS sip:a@b SIP/2.0\r\n"u8));
    }

    [Fact]
    public async Task Stack_KeepAliveByStun_IsAnsweredOnTheSipPort()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await peer.SendAsync(Request(), bed.EndPoint, TestContext.Current.CancellationToken);

        var answer = await peer.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(StunBinding.Answer(Request(), (IPEndPoint)peer.Client.LocalEndPoint!), answer.Buffer);
    }
}
