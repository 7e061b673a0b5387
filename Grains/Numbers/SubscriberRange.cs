namespace OrleansConf.Grains.Numbers;

/// <summary>Numbers from <see cref="First"/> to <see cref="Last"/>, both E.164 digits; a number belongs when its leading digits do.</summary>
public readonly record struct SubscriberRange(string First, string Last)
{
    public bool Contains(string e164)
    {
        ArgumentNullException.ThrowIfNull(e164);
        if (e164.Length < First.Length)
            return false;
        var head = e164.AsSpan(0, First.Length);
        return head.SequenceCompareTo(First) >= 0 && head.SequenceCompareTo(Last) <= 0;
    }
}
