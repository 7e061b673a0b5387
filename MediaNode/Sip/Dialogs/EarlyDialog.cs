using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>A fork of our INVITE that rings: acknowledges its reliable responses (RFC 3262 §4). Guarded by its INVITE's lock.</summary>
internal sealed class EarlyDialog(SipOutboundCall call)
{
    private uint _lastRSeq;

    public SipOutboundCall Call { get; } = call;

    /// <summary>The peer's session as far as it was told before the answer.</summary>
    public SessionDescription? Answer { get; private set; }

    public static bool IsReliable(SipResponse response) =>
        response.HasToken(SipHeader.Require, ReliableProvisionals.OptionTag) && response.Has(SipHeader.RSeq);

    /// <summary>Takes a response; false when it is a repeat, or came before one that is still missing.</summary>
    public bool TryFollow(SipResponse response, SessionDescription? session)
    {
        if (!IsReliable(response))
        {
            Answer ??= session;
            return true;
        }
        if (!RAckHeader.TryNumber(response.Text(SipHeader.RSeq), out var rseq) || (_lastRSeq != 0 && rseq != _lastRSeq + 1))
            return false;
        _lastRSeq = rseq;
        Answer = session ?? Answer;
        lock (Call.Gate)
        {
            Call.FollowEarly(response, hasSession: Answer is not null);
            var rack = new RAckHeader(rseq, response.CSeqNumber, response.CSeqMethod);
            Call.SendInDialog(Call.Dialog.NewRequest(SipMethod.Prack) with { Headers = [(SipHeader.RAck, rack.ToString())] });
        }
        return true;
    }
}
