using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// Repeats a 2xx until its ACK comes: at T1, doubling up to T2, for 64 × T1 (RFC 3261 §13.3.1.4), also over reliable transports.
/// </summary>
internal sealed class AnswerRepeater
{
    private readonly SipContext _context;
    private readonly SipServerTransaction _transaction;
    private readonly byte[] _answer;
    private readonly Action<AnswerRepeater> _onNoAck;
    private readonly Lock _gate = new();
    private readonly long _started;
    private readonly ITimer _timer;
    private TimeSpan _interval;
    private bool _done;

    public AnswerRepeater(SipContext context, SipServerTransaction transaction, byte[] answer, Action<AnswerRepeater> onNoAck)
    {
        _context = context;
        _transaction = transaction;
        _answer = answer;
        _onNoAck = onNoAck;
        _interval = context.Options.T1;
        _started = context.Time.GetTimestamp();
        _timer = context.Time.CreateTimer(static r => ((AnswerRepeater)r!).Repeat(), this, _interval, Timeout.InfiniteTimeSpan);
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
                _context.Resend(_transaction.Flow, _answer);
                _interval = TimeSpan.FromTicks(Math.Min((2 * _interval).Ticks, _context.Options.T2.Ticks));
                _timer.Change(_interval < left ? _interval : left, Timeout.InfiniteTimeSpan);
                return;
            }
            _done = true;
            _timer.Dispose();
        }
        _onNoAck(this);
    }
}
