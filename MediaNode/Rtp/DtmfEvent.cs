using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp;

/// <summary>One telephone-event payload (RFC 4733 §2.3).</summary>
/// <param name="Key">0-9, *, #, A-D.</param>
/// <param name="IsEnd">Whether the sender says that the key was let go.</param>
/// <param name="DurationTicks">RTP clock ticks since the event began, 0-65535; not milliseconds.</param>
public readonly record struct DtmfEvent(char Key, bool IsEnd, ushort DurationTicks)
{
    private const string Keys = "0123456789*#ABCD";

    /// <param name="payload">At least 4 bytes; shorter, or an event that is no key, returns false.</param>
    /// <param name="result">The first event of the payload; others are not read.</param>
    public static bool TryRead(ReadOnlySpan<byte> payload, out DtmfEvent result)
    {
        result = default;
        if (payload.Length < 4 || payload[0] >= Keys.Length)
        {
            return false;
        }

        result = new DtmfEvent(Keys[payload[0]], (payload[1] & 0x80) != 0, BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        return true;
    }

    /// <summary>Whether the character is a key of a telephone.</summary>
    public static bool IsKey(char key) => Keys.Contains(key, StringComparison.Ordinal);
}
