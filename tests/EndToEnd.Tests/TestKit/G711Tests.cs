using OrleansConf.TestKit.Audio;

namespace OrleansConf.EndToEnd.Tests.TestKit;

public sealed class G711Tests
{
    /// <summary>Decoded values at the segment ends, from the tables of ITU-T G.711 scaled to 16 bits.</summary>
    [Theory]
    [InlineData(G711Law.Mu, 0xFF, 0)]
    [InlineData(G711Law.Mu, 0x7F, 0)]
    [InlineData(G711Law.Mu, 0x80, 32124)]
    [InlineData(G711Law.Mu, 0x00, -32124)]
    [InlineData(G711Law.Mu, 0xFE, 8)]
    [InlineData(G711Law.A, 0xD5, 8)]
    [InlineData(G711Law.A, 0x55, -8)]
    [InlineData(G711Law.A, 0xAA, 32256)]
    [InlineData(G711Law.A, 0x2A, -32256)]
    public void Decode_KnownCode_GivesTheTablesValue(G711Law law, byte code, short expected) =>
        Assert.Equal(expected, G711.Decode(law, code));

    [Theory]
    [InlineData(G711Law.Mu)]
    [InlineData(G711Law.A)]
    public void Encode_EveryDecodedValue_GivesTheCodeBack(G711Law law)
    {
        for (int code = 0; code < 256; code++)
        {
            short value = G711.Decode(law, (byte)code);
            Assert.Equal(value, G711.Decode(law, G711.Encode(law, value)));
        }
    }

    [Theory]
    [InlineData(G711Law.Mu)]
    [InlineData(G711Law.A)]
    public void EncodeAndDecode_EverySample_StaysWithinHalfAStep(G711Law law)
    {
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            int error = Math.Abs(G711.Decode(law, G711.Encode(law, (short)sample)) - sample);
            // Sixteen steps per segment: half a step is 1/32 of the segment's value, and never less than the smallest half step.
            Assert.True(error <= Math.Max(9, Math.Abs(sample) / 31.0 + 5), $"{sample} is off by {error}");
        }
    }
}
