using System.Text;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Transport;

public class SipStreamFramerTests
{
    private const string One = "OPTIONS sip:a@b SIP/2.0\r\nl : 4\r\nX: y\r\n\r\nbody";
    private const string Two = "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n";

    private static void Feed(SipStreamFramer framer, string text)
    {
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            framer.Room().Span[0] = octet;
            framer.Advance(1);
        }
    }

    private static string? Next(SipStreamFramer framer, SipStreamFramer.Result expected)
    {
        Assert.Equal(expected, framer.TryNext(out var message));
        return Encoding.ASCII.GetString(message);
    }

    [Fact]
    public void TryNext_OctetByOctet_GivesWholeMessagesOnly()
    {
        var framer = new SipStreamFramer();
        foreach (var octet in One[..^1])
        {
            Feed(framer, octet.ToString());
            Next(framer, SipStreamFramer.Result.NeedMore);
        }
        Feed(framer, One[^1] + Two);

        Assert.Equal(One, Next(framer, SipStreamFramer.Result.Message));
        Assert.Equal(Two, Next(framer, SipStreamFramer.Result.Message));
        Next(framer, SipStreamFramer.Result.NeedMore);
        Assert.True(framer.IsEmpty);
    }

    [Fact]
    public void TryNext_KeepAliveBetweenMessages_IsAPing()
    {
        var framer = new SipStreamFramer();
        Feed(framer, "\r\n\r\n" + Two);

        Next(framer, SipStreamFramer.Result.Ping);
        Assert.Equal(Two, Next(framer, SipStreamFramer.Result.Message));
    }

    [Theory]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\nX: y\r\n\r\n")]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: x\r\n\r\n")]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 99999999\r\n\r\n")]
    public void TryNext_LengthMissingOrWrong_IsBroken(string text)
    {
        var framer = new SipStreamFramer();
        Feed(framer, text);

        Next(framer, SipStreamFramer.Result.Broken);
    }

    [Fact]
    public void TryNext_EndlessHead_IsBroken()
    {
        var framer = new SipStreamFramer();
        Feed(framer, new string('x', SipParser.MaxHeadBytes + 1));

        Next(framer, SipStreamFramer.Result.Broken);
    }
}
