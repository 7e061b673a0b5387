using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A leg as the IVR sees it: prompts out, keys in.</summary>
public sealed class CallLine(MediaLeg leg, PromptClips clips, TimeProvider time) : IIvrLine
{
    public async Task<bool> PlayAsync(PromptSequence prompts, CancellationToken cancellationToken)
    {
        var end = await leg.PlayAsync(clips.Of(prompts), keyStops: true, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return end == PlayEnd.Key;
    }

    public async Task<char?> ReadKeyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (leg.Keys.TryRead(out var waiting))
            return waiting;
        if (timeout <= TimeSpan.Zero)
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), patience, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            return await leg.Keys.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
