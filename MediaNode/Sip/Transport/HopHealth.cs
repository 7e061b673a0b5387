using System.Collections.Concurrent;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Remembers for a while which hops did not answer, so that the next calls try them last. Any thread.</summary>
internal sealed class HopHealth(TimeProvider time)
{
    private const int MaxRemembered = 1024;

    private static readonly TimeSpan Shunned = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SipHop, long> _failedAt = new();

    public void Note(SipHop hop, bool isAlive)
    {
        if (isAlive)
        {
            _failedAt.TryRemove(hop, out _);
            return;
        }
        if (_failedAt.Count >= MaxRemembered)
            _failedAt.Clear();
        _failedAt[hop] = time.GetTimestamp();
    }

    /// <summary>The same hops, those that failed lately behind the others.</summary>
    public IReadOnlyList<SipHop> Order(IReadOnlyList<SipHop> hops) =>
        hops.Count < 2 || _failedAt.IsEmpty ? hops : [.. hops.OrderBy(hop => IsShunned(hop) ? 1 : 0)];

    private bool IsShunned(SipHop hop) => _failedAt.TryGetValue(hop, out var at) && time.GetElapsedTime(at) < Shunned;
}
