using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Our side of digest authentication over several requests: a nonce once given is used on, with a growing count. Any thread.</summary>
internal sealed class DigestClient(SipCredentials credentials)
{
    private readonly Lock _gate = new();
    private (DigestChallenge Challenge, uint Count)? _server;
    private (DigestChallenge Challenge, uint Count)? _proxy;

    /// <summary>Takes a challenge; false when the response is none, none that we can answer, or one that we have answered in vain.</summary>
    public bool TryTake(SipResponse response, DigestAttempts attempts)
    {
        if (response.Status is not (401 or 407) || !DigestChallenge.TryRead(response, out var challenge)
            || !attempts.TryAdd(response.Status == 407, challenge.Realm, challenge.IsStale))
            return false;
        lock (_gate)
        {
            if (response.Status == 407)
                _proxy = (challenge, 0);
            else
                _server = (challenge, 0);
        }
        return true;
    }

    /// <summary>The headers for the next request: none before the first challenge.</summary>
    public IReadOnlyList<(SipHeader Header, string Value)> Authorize(string method, string uri)
    {
        lock (_gate)
        {
            if (_server is null && _proxy is null)
                return [];
            var headers = new List<(SipHeader, string)>(2);
            if (Next(ref _server, method, uri) is { } server)
                headers.Add((SipHeader.Authorization, server));
            if (Next(ref _proxy, method, uri) is { } proxy)
                headers.Add((SipHeader.ProxyAuthorization, proxy));
            return headers;
        }
    }

    private string? Next(ref (DigestChallenge Challenge, uint Count)? used, string method, string uri)
    {
        if (used is not { } last)
            return null;
        used = (last.Challenge, last.Count + 1);
        return last.Challenge.Answer(method, uri, credentials, last.Count + 1);
    }
}
