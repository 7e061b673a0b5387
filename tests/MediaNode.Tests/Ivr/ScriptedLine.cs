using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Tests.Ivr;

/// <summary>A caller in simulated time: the line moves the clock, so that a dialogue of minutes runs at once.</summary>
internal sealed class ScriptedLine(FakeTimeProvider clock) : IIvrLine
{
    private static readonly TimeSpan PieceLength = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly PriorityQueue<char, (TimeSpan At, int Order)> _keys = new();
    private readonly Dictionary<PromptId, Queue<string>> _reactions = [];
    private int _order;

    /// <summary>Everything played, in order, also what was cut short.</summary>
    public List<PromptSequence> Played { get; } = [];

    /// <summary>Pieces that were heard to their end.</summary>
    public List<PromptPiece> Heard { get; } = [];

    public TimeSpan Now => clock.GetUtcNow() - _start;

    /// <summary>Keys pressed at a time since the call was answered, one after the other.</summary>
    public ScriptedLine Press(double atSeconds, string keys, double gapSeconds = 0.2)
    {
        for (int i = 0; i < keys.Length; i++)
            _keys.Enqueue(keys[i], (TimeSpan.FromSeconds(atSeconds + i * gapSeconds), _order++));
        return this;
    }

    /// <summary>A patient caller: hears a sequence that ends with the piece (or with a second one), then types.</summary>
    public ScriptedLine After(PromptId lastPiece, string keys)
    {
        if (!_reactions.TryGetValue(lastPiece, out var queue))
            _reactions[lastPiece] = queue = new Queue<string>();
        queue.Enqueue(keys);
        return this;
    }

    public Task<bool> PlayAsync(PromptSequence prompts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Played.Add(prompts);
        foreach (var piece in prompts.Pieces)
        {
            var end = Now + PieceLength;
            if (_keys.TryPeek(out _, out var next) && next.At < end)
            {
                if (next.At > Now)
                    clock.Advance(next.At - Now);
                return Task.FromResult(true);
            }

            clock.Advance(PieceLength);
            Heard.Add(piece);
        }

        if (!prompts.Pieces.IsEmpty && _reactions.TryGetValue(prompts.Pieces[^1].Id, out var queue) && queue.TryDequeue(out string? keys))
            Press(Now.TotalSeconds + 1, keys, gapSeconds: 0.6);
        return Task.FromResult(false);
    }

    public Task<char?> ReadKeyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_keys.TryPeek(out char key, out var next) && next.At <= Now + timeout)
        {
            _keys.Dequeue();
            if (next.At > Now)
                clock.Advance(next.At - Now);
            return Task.FromResult<char?>(key);
        }

        clock.Advance(timeout);
        return Task.FromResult<char?>(null);
    }

    public IEnumerable<PromptId> HeardIds => Heard.Select(p => p.Id);
}
