using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Reads the one kind of WAV that a prompt may be: RIFF, PCM16, mono, 8, 16 or 48 kHz.</summary>
internal static class WaveFile
{
    private const int PcmFormat = 1;
    private const int ExtensibleFormat = 0xFFFE;

    /// <param name="error">What is wrong with the file, for its owner.</param>
    public static bool TryRead(ReadOnlySpan<byte> file, out short[] samples, out int sampleRate, out string error)
    {
        samples = [];
        sampleRate = 0;
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            error = "is not a RIFF/WAVE file";
            return false;
        }

        bool hasFormat = false;
        var rest = file[12..];
        while (rest.Length >= 8)
        {
            var name = rest[..4];
            uint declaredBytes = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            // A file written to a pipe declares more than it holds; what is there counts.
            int bytes = (int)Math.Min(declaredBytes, (uint)(rest.Length - 8));
            var chunk = rest.Slice(8, bytes);
            if (name.SequenceEqual("fmt "u8))
            {
                if (!TryReadFormat(chunk, out sampleRate, out error))
                    return false;
                hasFormat = true;
            }
            else if (name.SequenceEqual("data"u8))
            {
                if (!hasFormat)
                    break;
                return TryReadSamples(chunk, out samples, out error);
            }

            rest = rest[Math.Min(rest.Length, 8 + bytes + (bytes & 1))..];
        }

        error = hasFormat ? "has no data chunk" : "has no format chunk before its data";
        return false;
    }

    private static bool TryReadFormat(ReadOnlySpan<byte> chunk, out int sampleRate, out string error)
    {
        sampleRate = 0;
        if (chunk.Length < 16)
        {
            error = "has a format chunk that is too short";
            return false;
        }

        int format = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (format is not (PcmFormat or ExtensibleFormat) || bits != 16 || channels != 1 || rate is not (8000 or 16000 or 48000))
        {
            error = $"must be PCM 16 bit mono at 8000, 16000 or 48000 Hz, but is format {format}, {bits} bit, {channels} channels, {rate} Hz";
            return false;
        }

        sampleRate = (int)rate;
        error = "";
        return true;
    }

    private static bool TryReadSamples(ReadOnlySpan<byte> data, out short[] samples, out string error)
    {
        samples = new short[data.Length / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]);
        error = samples.Length == 0 ? "holds no audio" : "";
        return samples.Length > 0;
    }
}
