using System.Threading.Channels;

namespace OrleansConf.Grains.Tests.Cluster;

/// <summary>Follows a room like a media node does, and lets a test wait for an event.</summary>
public sealed class RoomListener : IRoomObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>();

    public Task OnRoomEventAsync(RoomEvent roomEvent)
    {
        _events.Writer.TryWrite(roomEvent);
        return Task.CompletedTask;
    }

    /// <summary>The next event of the kind; others before it are dropped.</summary>
    public async Task<T> NextAsync<T>(CancellationToken cancellationToken)
        where T : RoomEvent
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            while (true)
            {
                if (await _events.Reader.ReadAsync(timeout.Token) is T wanted)
                    return wanted;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No {typeof(T).Name} came within {Patience}.");
        }
    }
}
