namespace OrleansConf.MediaNode.Ivr;

/// <summary>The caller's line as a dialogue sees it. One dialogue uses it at a time.</summary>
/// <remarks>
/// The line buffers keys from the moment the call is answered, so that keys typed ahead of a prompt are never lost.
/// Both methods throw <see cref="OperationCanceledException"/> when the caller has hung up.
/// </remarks>
public interface IIvrLine
{
    /// <summary>Plays to the end, or until a key is pressed; returns at once if a key is already waiting.</summary>
    /// <returns>True when a key cut it short. The key stays readable.</returns>
    Task<bool> PlayAsync(PromptSequence prompts, CancellationToken cancellationToken);

    /// <summary>The next key (0-9, *, #, A-D), or null when nothing was pressed in time. Zero takes only a key already waiting.</summary>
    Task<char?> ReadKeyAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
