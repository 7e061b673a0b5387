using System.Diagnostics.CodeAnalysis;

namespace OrleansConf.Grains.Rooms;

/// <summary>The last answers given, by the id of what was asked; a repeated request gets its first answer. The oldest are forgotten.</summary>
internal sealed class RecentAnswers<TKey, TAnswer>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TAnswer> _answers = [];
    private readonly Queue<TKey> _order = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TAnswer answer) => _answers.TryGetValue(key, out answer);

    public void Remember(TKey key, TAnswer answer)
    {
        if (!_answers.TryAdd(key, answer))
        {
            _answers[key] = answer;
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > capacity)
            _answers.Remove(_order.Dequeue());
    }
}
