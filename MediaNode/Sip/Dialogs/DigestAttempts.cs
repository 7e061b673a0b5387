namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>The challenges that one request has answered: a realm that asks again does not know us, unless it says <c>stale</c>.</summary>
internal sealed class DigestAttempts
{
    private const int Most = 4;

    private readonly List<(bool IsProxy, string Realm)> _answered = [];

    public bool TryAdd(bool isProxy, string realm, bool isStale)
    {
        if (_answered.Count >= Most || (!isStale && _answered.Contains((isProxy, realm))))
            return false;
        _answered.Add((isProxy, realm));
        return true;
    }
}
