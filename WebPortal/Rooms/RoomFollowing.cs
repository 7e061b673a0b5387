namespace OrleansConf.WebPortal.Rooms;

/// <summary>One page's interest in a room; disposing ends it.</summary>
public sealed class RoomFollowing : IAsyncDisposable
{
    private readonly Func<RoomView> _view;
    private Func<ValueTask>? _end;

    internal RoomFollowing(Func<RoomView> view, Func<ValueTask> end) => (_view, _end) = (view, end);

    /// <summary>The newest view.</summary>
    public RoomView View => _view();

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _end, null)?.Invoke() ?? ValueTask.CompletedTask;
}
