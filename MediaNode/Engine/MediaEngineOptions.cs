using System.ComponentModel.DataAnnotations;
using System.Net;
using OrleansConf.MediaNode.Codecs;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Settings of the media engine.</summary>
public sealed class MediaEngineOptions : IValidatableObject
{
    public const string Section = "Rtp";

    /// <summary>First UDP port for media, even; 0 together with <see cref="PortMax"/> takes any free ones. Default 10000.</summary>
    [Range(0, 65534)]
    public int PortMin { get; set; } = 10000;

    /// <summary>Last UDP port for media. Default 19999.</summary>
    [Range(0, 65535)]
    public int PortMax { get; set; } = 19999;

    /// <summary>Address to bind; default all of IPv4.</summary>
    [Required]
    public string BindAddress { get; set; } = IPAddress.Any.ToString();

    /// <summary>Threads that carry media; 0 means one for each two cores, at least one, at most 16. Default 0.</summary>
    [Range(0, 64)]
    public int Workers { get; set; }

    /// <summary>RTP ports that a worker opens at start and shares among its calls. Fewer ports, fewer system calls. Default 4.</summary>
    [Range(1, 256)]
    public int PortsPerWorker { get; set; } = 4;

    /// <summary>Ports that a worker opens at most, when many calls behind NAT arrive at the same moment. Default 256.</summary>
    [Range(1, 4096)]
    public int MaxPortsPerWorker { get; set; } = 256;

    /// <summary>Calls on one port before another one is opened; bounds what its receive buffer has to hold. Default 1000.</summary>
    [Range(1, 10000)]
    public int LegsPerPort { get; set; } = 1000;

    /// <summary>A call without RTP for this long is taken to be gone. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A closed call's address keeps its place on the port for this long, for packets on the way. Default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How late a packet may be without being missed, in a call without jitter. Adds as much delay. Default 10 ms.</summary>
    [Range(0, 100)]
    public int JitterMarginMs { get; set; } = 10;

    /// <summary>Longest delay that the jitter buffer takes to save packets. Default 200 ms.</summary>
    [Range(40, 500)]
    public int JitterMaxMs { get; set; } = 200;

    /// <summary>Highest sample rate of rooms, in Hz: 8000, 16000 or 48000. Opus alone goes beyond 16000. Default 48000.</summary>
    [AllowedValues(8000, 16000, 48000)]
    public int MaxSampleRate { get; set; } = 48000;

    /// <summary>Bits per second of the Opus that we send, unless the peer wants less. Default 48000.</summary>
    [Range(OpusTuning.LowestBitrate, OpusTuning.HighestBitrate)]
    public int OpusBitrate { get; set; } = 48_000;

    /// <summary>How much work the Opus encoder takes, 0-10: higher sounds better and costs more. Default 5.</summary>
    [Range(0, 10)]
    public int OpusComplexity { get; set; } = 5;

    /// <summary>Whether Opus pauses while a room is silent, for peers that want it. Default true.</summary>
    public bool OpusDtx { get; set; } = true;

    /// <summary>Uses one system call per packet even where batches exist. For tests and odd kernels. Default false.</summary>
    public bool PortableSockets { get; set; }

    /// <summary>Asks the system to run media threads before others, where permitted. Default true.</summary>
    public bool RaisePriority { get; set; } = true;

    public int EffectiveWorkers => Workers > 0 ? Workers : Math.Clamp(Environment.ProcessorCount / 2, 1, 16);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        bool anyPort = PortMin == 0 && PortMax == 0;
        if (!anyPort && (PortMin < 1024 || PortMin + 1 > PortMax))
        {
            yield return new ValidationResult(
                $"Rtp:PortMin ({PortMin}) must be at least 1024 and below Rtp:PortMax ({PortMax}), or both 0.", [nameof(PortMin), nameof(PortMax)]);
        }

        if (!IPAddress.TryParse(BindAddress, out _))
        {
            yield return new ValidationResult($"Rtp:BindAddress ({BindAddress}) is not an IP address.", [nameof(BindAddress)]);
        }
    }
}
