namespace OrleansConf.MediaNode.Hosting;

/// <summary>Where this node's SIP is reached; known once the socket is bound.</summary>
public sealed class NodeAddress
{
    private readonly TaskCompletionSource<string> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Known => _known.Task;

    /// <summary>host:port; throws before <see cref="Known"/> has completed.</summary>
    public string SipAddress => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : throw new InvalidOperationException("SIP is not bound yet.");

    public void Set(string sipAddress) => _known.TrySetResult(sipAddress);
}
