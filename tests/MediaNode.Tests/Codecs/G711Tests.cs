using OrleansConf.MediaNode.Codecs;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Codecs;

public sealed class G711Tests
{
    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(32767, 0x80)]
    [InlineData(-32768, 0x00)]
    [InlineData(1000, 0xCE)]
    [InlineData(-1000, 0x4E)]
    [InlineData(4, 0xFE)]
    public void EncodeUlaw_KnownSample_GivesCodeOfTheStandard(short sample, byte code) =>
        Assert.Equal(code, G711.EncodeUlaw(sample));

    [Theory]
    [InlineData(0, 0xD5)]
    [InlineData(-1, 0x55)]
    [InlineData(32767, 0xAA)]
    [InlineData(-32768, 0x2A)]
    [InlineData(1000, 0xFA)]
    public void EncodeAlaw_KnownSample_GivesCodeOfTheStandard(short sample, byte code) =>
        Assert.Equal(code, G711.EncodeAlaw(sample));

    [Fact]
    public void Encode_EverySample_VectorEqualsScalar()
    {
        var pcm = new short[65536];
        for (int i = 0; i < pcm.Length; i++)
        {
            pcm[i] = (short)(i - 32768);
        }

        var ulaw = new byte[pcm.Length];
        var alaw = new byte[pcm.Length];
        G711.EncodeUlaw(pcm, ulaw);
        G711.EncodeAlaw(pcm, alaw);
        for (int i = 0; i < pcm.Length; i++)
        {
            Assert.Equal(G711.EncodeUlaw(pcm[i]), ulaw[i]);
            Assert.Equal(G711.EncodeAlaw(pcm[i]), alaw[i]);
        }
    }

    [Fact]
    public void Encode_DecodedCode_GivesTheSameCodeAgain()
    {
        for (int code = 0; code < 256; code++)
        {
            // Negative zero of µ-law comes back as positive zero.
            Assert.Equal(code == 0x7F ? 0xFF : code, G711.EncodeUlaw(G711.DecodeUlaw((byte)code)));
            Assert.Equal(code, G711.EncodeAlaw(G711.DecodeAlaw((byte)code)));
        }
    }

    [Fact]
    public void IsSilent_OneLoudByteAnywhere_IsNotSilent()
    {
        for (int length = 1; length <= 160; length += 53)
        {
            for (int at = 0; at < length; at++)
            {
                var ulaw = new byte[length];
                var alaw = new byte[length];
                Array.Fill(ulaw, (byte)0xFF);
                Array.Fill(alaw, (byte)0xD5);
                ulaw[0] = 0x7F;
                alaw[0] = 0x55;
                Assert.True(G711.IsSilentUlaw(ulaw));
                Assert.True(G711.IsSilentAlaw(alaw));
                ulaw[at] = 0xF0;
                alaw[at] = 0xD0;
                Assert.False(G711.IsSilentUlaw(ulaw));
                Assert.False(G711.IsSilentAlaw(alaw));
            }
        }
    }
}
