using System.Buffers.Binary;
using System.Text;

namespace OrleansConf.TestKit.Audio;

/// <summary>16-bit PCM WAV files: the sound that goes into a softphone and its recording.</summary>
public static class WavFile
{
    private const int HeaderBytes = 44;

    public static void Write(string path, ReadOnlySpan<short> samples, int sampleRate)
    {
        var file = new byte[HeaderBytes + samples.Length * 2];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(file, 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(file, 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);                  // PCM
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);                  // mono
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), sampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        Encoding.ASCII.GetBytes("data").CopyTo(file, 36);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + i * 2), samples[i]);
        File.WriteAllBytes(path, file);
    }

    /// <summary>
    /// Reads the first channel. A length of the data chunk that was never filled in (the writer was ended) means "to the end".
    /// </summary>
    public static (short[] Samples, int SampleRate) Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int sampleRate = 0, channels = 1, at = 12;
        while (at + 8 <= file.Length)
        {
            string chunk = Encoding.ASCII.GetString(file, at, 4);
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            at += 8;
            if (chunk == "fmt ")
            {
                channels = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at + 2));
                sampleRate = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            }
            else if (chunk == "data")
            {
                int available = file.Length - at;
                return (FirstChannel(file.AsSpan(at, length <= 0 || length > available ? available : length), channels), sampleRate);
            }

            at += length;
        }

        throw new InvalidDataException($"{path} holds no audio data ({file.Length} bytes)");
    }

    private static short[] FirstChannel(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new short[data.Length / (2 * channels)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(i * 2 * channels)..]);
        return samples;
    }
}
