namespace OrleansConf.MediaNode.Codecs;

/// <summary>Fills lost frames by going on with the last pitch period, fading out over some 60 ms (after ITU-T G.711 Appendix I). One stream, one thread.</summary>
public sealed class LossConcealer
{
    private const int HistoryMs = 35;
    private const int ShortestPeriodMs = 2;
    private const int LongestPeriodMs = 15;
    private const int CompareMs = 15;
    private const int FullLevelMs = 15;
    private const int FadeMs = 45;
    private const int MergeMs = 4;

    private readonly short[] _history;
    private readonly short[] _lastPeriod;
    private readonly int _perMs;
    private bool _silent = true;
    private int _concealed;
    private int _period;

    public LossConcealer(int sampleRate)
    {
        _perMs = sampleRate / 1000;
        // Pinned memory lies apart from small objects, so that these stay close together in the cache.
        _history = GC.AllocateArray<short>(HistoryMs * _perMs, pinned: true);
        _lastPeriod = GC.AllocateArray<short>(LongestPeriodMs * _perMs, pinned: true);
    }

    /// <summary>Takes a good frame; the first one after a loss is blended in.</summary>
    public void Remember(Span<short> frame)
    {
        if (_concealed > 0)
        {
            Merge(frame);
            _concealed = 0;
        }

        if (_silent)
        {
            Array.Clear(_history);
            _silent = false;
        }

        Append(frame);
    }

    /// <summary>Takes note of silence: a loss within it is silence too.</summary>
    public void RememberSilence()
    {
        _silent = true;
        _concealed = 0;
    }

    /// <summary>Fills a frame in place of a lost one; false when it is silence, and then nothing is written.</summary>
    public bool TryConceal(Span<short> frame)
    {
        if (_silent || _concealed >= (FullLevelMs + FadeMs) * _perMs)
        {
            _silent = true;
            return false;
        }

        if (_concealed == 0)
        {
            _period = FindPeriod();
            _history.AsSpan(_history.Length - _period).CopyTo(_lastPeriod);
        }

        Extend(frame);
        return true;
    }

    /// <summary>The lag at which the end of the history looks most like what was before it.</summary>
    private int FindPeriod()
    {
        int window = CompareMs * _perMs;
        ReadOnlySpan<short> end = _history.AsSpan(_history.Length - window);
        int best = LongestPeriodMs * _perMs;
        double bestScore = double.MinValue;
        for (int lag = ShortestPeriodMs * _perMs; lag <= LongestPeriodMs * _perMs; lag++)
        {
            ReadOnlySpan<short> before = _history.AsSpan(_history.Length - window - lag, window);
            long product = 0, energy = 1;
            for (int i = 0; i < window; i++)
            {
                product += end[i] * before[i];
                energy += before[i] * before[i];
            }

            double score = product * Math.Abs((double)product) / energy;
            if (score > bestScore)
            {
                (best, bestScore) = (lag, score);
            }
        }

        return best;
    }

    /// <summary>Repeats the last period before the loss with the gain that the loss has reached by now.</summary>
    private void Extend(Span<short> frame)
    {
        for (int i = 0; i < frame.Length; i++, _concealed++)
        {
            frame[i] = (short)((_lastPeriod[_concealed % _period] * Gain(_concealed)) >> 8);
        }
    }

    private int Gain(int lostSamples)
    {
        int beyond = lostSamples - (FullLevelMs * _perMs);
        return Math.Clamp(256 - (256 * beyond / (FadeMs * _perMs)), 0, 256);
    }

    private void Merge(Span<short> frame)
    {
        int length = Math.Min(MergeMs * _perMs, frame.Length);
        Span<short> extension = stackalloc short[length];
        Extend(extension);
        for (int i = 0; i < length; i++)
        {
            frame[i] = (short)(((frame[i] * i) + (extension[i] * (length - i))) / length);
        }
    }

    private void Append(ReadOnlySpan<short> frame)
    {
        if (frame.Length >= _history.Length)
        {
            frame[^_history.Length..].CopyTo(_history);
            return;
        }

        Array.Copy(_history, frame.Length, _history, 0, _history.Length - frame.Length);
        frame.CopyTo(_history.AsSpan(_history.Length - frame.Length));
    }
}
