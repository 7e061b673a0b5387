namespace OrleansConf.MediaNode.Engine;

/// <summary>Hands commands from any thread to the one that owns a piece of media state, in order and without a lock.</summary>
internal struct CommandQueue
{
    private Node? _last;
    private Node? _ready;

    /// <summary>Owner thread: while set, what is left waits. A leg on its way between two workers has no owner.</summary>
    public bool Paused;

    public readonly bool IsEmpty => Volatile.Read(in _last) is null && _ready is null;

    /// <summary>Any thread.</summary>
    public void Post(Action command)
    {
        var node = new Node(command);
        do
        {
            node.Before = Volatile.Read(ref _last);
        }
        while (Interlocked.CompareExchange(ref _last, node, node.Before) != node.Before);
    }

    /// <summary>Owner thread: runs what has been posted until now, oldest first.</summary>
    public void RunAll()
    {
        RunReady();
        if (_ready is null && !Paused)
        {
            _ready = TakePosted();
            RunReady();
        }
    }

    private void RunReady()
    {
        while (_ready is { } node && !Paused)
        {
            _ready = node.Before;
            node.Command();
        }
    }

    private Node? TakePosted()
    {
        Node? node = Interlocked.Exchange(ref _last, null);
        Node? first = null;
        while (node is not null)
        {
            (node.Before, first, node) = (first, node, node.Before);
        }

        return first;
    }

    private sealed class Node(Action command)
    {
        public readonly Action Command = command;
        public Node? Before;
    }
}
