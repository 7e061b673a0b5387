using System.Collections.Concurrent;
using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.MediaNode.Calls;

/// <summary>The node's running calls, and whether it takes more.</summary>
/// <remarks>Any thread.</remarks>
public sealed class CallRegistry
{
    private readonly ConcurrentDictionary<CallId, ConferenceCall> _calls = new();
    private long _epoch;
    private volatile bool _draining;
    private volatile bool _stopping;

    public int Count => _calls.Count;

    /// <summary>Fencing token of the lease in force; null without one.</summary>
    public long? Epoch => Volatile.Read(ref _epoch) is var epoch and > 0 ? epoch : null;

    /// <summary>Ordered by the cluster: no new calls, running ones go on.</summary>
    public bool Draining
    {
        get => _draining || _stopping;
        set => _draining = value;
    }

    /// <summary>Whether a new call may be taken now.</summary>
    public bool Accepting => !Draining && Epoch is not null;

    public void LeaseTaken(long epoch)
    {
        Volatile.Write(ref _epoch, epoch);
        _draining = false;
    }

    /// <summary>The cluster has closed our calls; end what is still running.</summary>
    public void LeaseLost()
    {
        Volatile.Write(ref _epoch, 0);
        EndAll(Termination.ServerError(TerminationReason.NodeLost));
    }

    public bool TryAdd(ConferenceCall call) => _calls.TryAdd(call.Id, call);

    public void Remove(ConferenceCall call) => _calls.TryRemove(call.Id, out _);

    /// <summary>Stops taking calls, lets running ones go on for <paramref name="grace"/>, then ends them; returns when all are closed.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time, CancellationToken hardStop)
    {
        _stopping = true;
        var closed = Task.WhenAll(_calls.Values.Select(call => call.Closed));
        if (grace > TimeSpan.Zero)
            await Task.WhenAny(closed, Task.Delay(grace, time, hardStop));
        EndAll(Termination.Success(TerminationReason.NodeDraining));
        await Task.WhenAll(_calls.Values.Select(call => call.Closed)).WaitAsync(hardStop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void EndAll(Termination why)
    {
        foreach (var call in _calls.Values)
            call.TryEnd(why);
    }
}
