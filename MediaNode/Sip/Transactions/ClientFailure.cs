namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>Why a request got no final response.</summary>
internal enum ClientFailure
{
    /// <summary>Timer B or F; counts as 408 (RFC 3261 §8.1.3.1).</summary>
    Timeout,

    /// <summary>Counts as 503 (RFC 3261 §8.1.3.1).</summary>
    TransportError,
}
