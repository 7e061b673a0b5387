using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Sip;

/// <summary>How a <see cref="SipCaller"/> behaves.</summary>
public sealed record SipCallerOptions
{
    public CallerIdentity Identity { get; init; } = "+4915155500001";

    /// <summary>Frequency of the caller's own tone; null is silent.</summary>
    public int? ToneHz { get; init; }

    public IReadOnlyList<G711Law> Laws { get; init; } = [G711Law.A, G711Law.Mu];

    /// <summary>False offers no telephone-event: keys then go by SIP INFO or not at all.</summary>
    public bool OffersEvents { get; init; } = true;

    /// <summary>False leaves answers unacknowledged: the lost ACK.</summary>
    public bool SendsAck { get; init; } = true;

    /// <summary>T1 of RFC 3261 §17.1.1.1: first retransmission interval.</summary>
    public TimeSpan RetransmitAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a final answer may take before the wait fails.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
