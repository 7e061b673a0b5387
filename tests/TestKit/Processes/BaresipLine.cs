namespace OrleansConf.TestKit.Processes;

/// <summary>How a <see cref="BaresipPhone"/> is connected.</summary>
public sealed record BaresipLine
{
    /// <summary><c>udp</c>, <c>tcp</c> or <c>tls</c>.</summary>
    public string Transport { get; init; } = "udp";

    /// <summary>PEM file with the roots that the server's certificate must lead to.</summary>
    public string? RootFile { get; init; }

    /// <summary><c>srtp</c>: offered; <c>srtp-mand</c>: nothing else. Null: plain RTP.</summary>
    public string? MediaEncryption { get; init; }
}
