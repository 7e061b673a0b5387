using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// Repeats a response to INVITE until the peer acknowledges it: at T1, doubling up to T2, for 64 × T1, also over reliable
/// transports. A 2xx waits for its ACK (RFC 3261 §13.3.1.4), a reliable 1xx for its PRACK (RFC 3262 §3).
/// </summary>
internal sealed class ResponseRepeater
{
    private readonly SipContext _context;
    private readonly SipServerTransaction _transaction;
    private readonly byte[] _response;
    private readonly Action<ResponseRepeater> _onGivenUp;
    private readonly Lock _gate = new();
    private readonly long _started;
    private readonly ITimer _timer;
    private TimeSpan _interval;
    private bool _done;

    public ResponseRepeater(SipContext context, SipServerTransaction transaction, byte[] response, Action<ResponseRepeater> onGivenUp)
    {
        _context = context;
        _transaction = transaction;
        _response = response;
        _onGivenUp = onGivenUp;
        _interval = context.Options.T1;
        _started = context.Time.GetTimestamp();
        _timer = context.Time.CreateTimer(static r => ((ResponseRepeater)r!).Repeat(), this, _interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The INVITE's number, which its ACK repeats.</summary>
    public uint CSeq => _transaction.Request.CSeqNumber;

    public void Stop()
    {
        lock (_gate)
        {
            _done = true;
            _timer.Dispose();
        }
    }

    private void Repeat()
    {
        lock (_gate)
        {
            if (_done)
                return;
            var left = _context.Options.TransactionTimeout - _context.Time.GetElapsedTime(_started);
            if (left > TimeSpan.Zero)
            {
                _context.Resend(_transaction.Flow, _response);
                _interval = TimeSpan.FromTicks(Math.Min((2 * _interval).Ticks, _context.Options.T2.Ticks));
                _timer.Change(_interval < left ? _interval : left, Timeout.InfiniteTimeSpan);
                return;
            }
            _done = true;
            _timer.Dispose();
        }
        _onGivenUp(this);
    }
}
