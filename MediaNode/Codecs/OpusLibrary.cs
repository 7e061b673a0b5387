using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>The C library of the Opus codec, Debian's <c>libopus0</c> (opus_defines.h, opus.h). Any thread; a codec state by one at a time.</summary>
internal static unsafe partial class OpusLibrary
{
    public const int Ok = 0;
    public const int ApplicationVoip = 2048;
    public const int SetBitrate = 4002;
    public const int SetMaxBandwidth = 4004;
    public const int SetVariableBitrate = 4006;
    public const int SetComplexity = 4010;
    public const int SetInbandFec = 4012;
    public const int SetPacketLossPercent = 4014;
    public const int SetSignal = 4024;
    public const int SignalVoice = 3001;
    public const int SignalMusic = 3002;
    public const int BandwidthNarrow = 1101;
    public const int BandwidthWide = 1103;
    public const int BandwidthFull = 1105;

    private const string Name = "libopus.so.0";

    /// <summary>Whether the library is there; looked for once.</summary>
    public static bool IsAvailable { get; } = NativeLibrary.TryLoad(Name, out _);

    /// <summary>Bytes of a state. It is one block without pointers to itself, so a plain copy is a copy of the encoder.</summary>
    [LibraryImport(Name, EntryPoint = "opus_encoder_get_size")]
    public static partial int EncoderBytes(int channels);

    [LibraryImport(Name, EntryPoint = "opus_encoder_init")]
    public static partial int InitEncoder(byte* state, int sampleRate, int channels, int application);

    [LibraryImport(Name, EntryPoint = "opus_encode")]
    public static partial int Encode(byte* state, short* pcm, int frameSamples, byte* payload, int payloadBytes);

    /// <summary>A C function of variable arguments; called with one int, which every 64-bit Linux passes the same way.</summary>
    [LibraryImport(Name, EntryPoint = "opus_encoder_ctl")]
    public static partial int ControlEncoder(byte* state, int request, int value);

    [LibraryImport(Name, EntryPoint = "opus_decoder_get_size")]
    public static partial int DecoderBytes(int channels);

    [LibraryImport(Name, EntryPoint = "opus_decoder_init")]
    public static partial int InitDecoder(byte* state, int sampleRate, int channels);

    /// <param name="state">Of a decoder.</param>
    /// <param name="payload">Null: conceals a loss.</param>
    /// <param name="payloadBytes">Its length.</param>
    /// <param name="pcm">Takes the samples.</param>
    /// <param name="frameSamples">Samples that fit; when concealing, samples that are missing.</param>
    /// <param name="repair">1: decodes what the packet says of the one before it.</param>
    [LibraryImport(Name, EntryPoint = "opus_decode")]
    public static partial int Decode(byte* state, byte* payload, int payloadBytes, short* pcm, int frameSamples, int repair);
}
