using System.Globalization;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>What a peer says about the Opus it wants to receive and will send (RFC 7587 §6.1).</summary>
public sealed record OpusParameters
{
    public static readonly OpusParameters Default = new();

    /// <summary>The most the peer can play, in Hz of sampling; more would be wasted.</summary>
    public int MaxPlaybackRate { get; init; } = 48000;

    /// <summary>The most the peer will capture; a hint.</summary>
    public int MaxCaptureRate { get; init; } = 48000;

    /// <summary>Bits per second on average that the peer receives; null is no bound.</summary>
    public int? MaxAverageBitrate { get; init; }

    /// <summary>Whether it makes use of the repair data in packets.</summary>
    public bool InbandFec { get; init; }

    /// <summary>Whether it prefers no packets in pauses.</summary>
    public bool Dtx { get; init; }

    public bool ConstantBitrate { get; init; }

    /// <summary>The rate of the PCM on our side: 8, 16 or 48 kHz, no more than the peer can use in either direction.</summary>
    public int SampleRate => Math.Max(MaxPlaybackRate, MaxCaptureRate) switch
    {
        <= 8000 => 8000,
        <= 16000 => 16000,
        _ => 48000,
    };

    /// <summary>Reads the text of <c>a=fmtp</c>. What is unknown or malformed counts as not said.</summary>
    public static OpusParameters Parse(string? fmtp)
    {
        OpusParameters result = Default;
        foreach (string parameter in (fmtp ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && int.TryParse(parameter.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                result = result.With(parameter[..equals].TrimEnd().ToLowerInvariant(), value);
            }
        }

        return result;
    }

    private OpusParameters With(string name, int value) => name switch
    {
        "maxplaybackrate" when value >= 8000 => this with { MaxPlaybackRate = value },
        "sprop-maxcapturerate" when value >= 8000 => this with { MaxCaptureRate = value },
        "maxaveragebitrate" when value >= OpusTuning.LowestBitrate => this with { MaxAverageBitrate = value },
        "useinbandfec" => this with { InbandFec = value == 1 },
        "usedtx" => this with { Dtx = value == 1 },
        "cbr" => this with { ConstantBitrate = value == 1 },
        _ => this,
    };
}
