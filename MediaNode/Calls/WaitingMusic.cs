using System.Diagnostics.CodeAnalysis;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Music on a leg while its caller waits for a moderator (R-CALL-5). Any thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer or wait handle holds nothing to free.")]
public sealed class WaitingMusic(MediaLeg leg, PromptClips prompts, Language language, CancellationToken over)
{
    private CancellationTokenSource? _playing;

    /// <summary>Begins; harmless when it plays already.</summary>
    public void Play()
    {
        var playing = CancellationTokenSource.CreateLinkedTokenSource(over);
        if (Interlocked.CompareExchange(ref _playing, playing, null) is not null)
        {
            playing.Dispose();
            return;
        }

        _ = LoopAsync(playing.Token);
    }

    public void Stop()
    {
        if (Interlocked.Exchange(ref _playing, null) is not { } playing)
            return;
        playing.Cancel();
        playing.Dispose();
    }

    private async Task LoopAsync(CancellationToken stop)
    {
        await leg.PlayAsync(prompts.Of(language, PromptIds.WaitingForModerator), keyStops: false, stop);
        await leg.PlayAsync(prompts.Of(language, PromptIds.HoldMusic), keyStops: false, repeat: true, stop);
    }
}
