using System.Globalization;
using System.Security.Cryptography;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// Our 101–199 that the caller must acknowledge by PRACK, one after the other (RFC 3262 §3). Used with the call's lock held, but
/// for the timer.
/// </summary>
internal sealed class ReliableProvisionals(SipInboundCall call, InviteServerTransaction invite)
{
    public const string OptionTag = "100rel";

    private const int MaxWaiting = 8;

    private readonly bool _isRequired = invite.Request.HasToken(SipHeader.Require, OptionTag);
    private readonly bool _isSupported = invite.Request.Supports(OptionTag);
    private readonly Queue<(int Status, SessionDescription? Session)> _waiting = new();
    private uint _rseq = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue - 1000);
    private ResponseRepeater? _pending;

    /// <summary>A response waits for its PRACK: no other may go out before, and no 2xx (§3).</summary>
    public bool IsPending => _pending is not null;

    /// <summary>True for all when the caller insists, else for those that carry a session, which must not get lost.</summary>
    public bool Covers(SessionDescription? session) => _isRequired || (_isSupported && session is not null);

    public void Send(int status, SessionDescription? session)
    {
        if (_pending is not null)
        {
            if (_waiting.Count < MaxWaiting)
                _waiting.Enqueue((status, session));
            return;
        }
        var writer = ResponseWriter.Begin(invite.Request, invite.Flow, status, null, call.Dialog.LocalTag);
        call.WriteDialogHeaders(writer, invite);
        writer.Header(SipHeader.Require, OptionTag).Header(SipHeader.RSeq, (++_rseq).ToString(CultureInfo.InvariantCulture));
        var message = session is null ? writer.Finish() : writer.Finish(SessionBody.MediaType, session.ToBytes());
        invite.Respond(status, message);
        _pending = new ResponseRepeater(call.Context, invite, message, _ => call.OnNoPrack());
    }

    /// <summary>Takes a PRACK; false when it fits no response that waits for one: 481 (§3).</summary>
    public bool TryAcknowledge(SipRequest prack)
    {
        if (_pending is null || !RAckHeader.TryParse(prack.Text(SipHeader.RAck), out var rack)
            || rack != new RAckHeader(_rseq, invite.Request.CSeqNumber, "INVITE"))
            return false;
        _pending.Stop();
        _pending = null;
        return true;
    }

    /// <summary>Sends the next one that waited, if any.</summary>
    public void SendNext()
    {
        if (_waiting.TryDequeue(out var next))
            Send(next.Status, next.Session);
    }

    public void Stop()
    {
        _pending?.Stop();
        _pending = null;
        _waiting.Clear();
    }
}
