namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Runs a call's session timer: refreshes when that is our part, ends the call when nobody did (RFC 4028 §10).</summary>
internal sealed class SessionTimer(SipCall call)
{
    /// <summary>A refresh that failed without ending the call is tried again after this part of the interval.</summary>
    private const int RetryPart = 8;

    private readonly Lock _gate = new();
    private ITimer? _refresh;
    private ITimer? _expiry;

    public SessionTerms? Terms { get; private set; }

    /// <summary>Starts anew after each refresh; null stops it.</summary>
    public void Apply(SessionTerms? terms)
    {
        lock (_gate)
        {
            StopTimers();
            Terms = terms;
            if (terms is null || call.HasEnded)
                return;
            var time = call.Context.Time;
            if (terms.WeRefresh)
                _refresh = time.CreateTimer(static c => ((SipCall)c!).Refresh(), call, terms.RefreshAfter, terms.Interval / RetryPart);
            _expiry = time.CreateTimer(static c => ((SipCall)c!).OnSessionExpired(), call, terms.ExpireAfter, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        lock (_gate)
            StopTimers();
    }

    private void StopTimers()
    {
        _refresh?.Dispose();
        _expiry?.Dispose();
        _refresh = _expiry = null;
    }
}
