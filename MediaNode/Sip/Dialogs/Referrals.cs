using System.Globalization;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>REFER within a call: 202, then what became of it by NOTIFY (RFC 3515 §2.4), unless the peer wants none (RFC 4488).</summary>
internal static class Referrals
{
    private const string Fragment = "message/sipfrag;version=2.0";

    public static void OnRefer(SipCall call, SipRequest refer, SipServerTransaction transaction)
    {
        if (refer.CountOf(SipHeader.ReferTo) != 1 || !NameAddr.TryParse(refer.Text(SipHeader.ReferTo), out var address) || !IsCallable(address.Uri))
        {
            transaction.Respond(400, "Bad Refer-To", call.Dialog.LocalTag);
            return;
        }
        var isSilent = string.Equals(refer.Text(SipHeader.ReferSub), "false", StringComparison.OrdinalIgnoreCase);
        var eventId = string.Create(CultureInfo.InvariantCulture, $"refer;id={refer.CSeqNumber}");
        // A report may come while the listener is still being asked; it must overtake neither the 202 nor the first NOTIFY.
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var referral = new SipReferral(
            address.Uri.WithoutHeaders(), address.Uri.Header("Replaces"), refer.Text(SipHeader.ReferredBy),
            (status, phrase) =>
            {
                if (!isSilent)
                    _ = NotifyAfterAsync(accepted.Task, call, eventId, status, phrase);
            });
        if (call.Listener?.OnRefer(referral) is not true)
        {
            transaction.Respond(603, null, call.Dialog.LocalTag);
            return;
        }
        var writer = ResponseWriter.Begin(refer, transaction.Flow, 202, null, call.Dialog.LocalTag);
        call.WriteDialogHeaders(writer, transaction);
        if (isSilent)
            writer.Header(SipHeader.ReferSub, "false");
        transaction.Respond(202, writer.Finish());
        if (!isSilent)
            Notify(call, eventId, "active;expires=120", 100, "Trying", accepted);
    }

    private static async Task NotifyAfterAsync(Task accepted, SipCall call, string eventId, int status, string phrase)
    {
        await accepted;
        Notify(call, eventId, "terminated;reason=noresource", status, phrase);
    }

    private static bool IsCallable(SipUri target) =>
        (target.IsSip || target.Scheme == "tel") && (target.Parameter("method") ?? "INVITE").Equals("INVITE", StringComparison.OrdinalIgnoreCase);

    private static void Notify(SipCall call, string eventId, string state, int status, string phrase, TaskCompletionSource? done = null)
    {
        lock (call.Gate)
        {
            AuthenticatedRequest.Send(call, call.Dialog.NewRequest(SipMethod.Notify) with
            {
                ContactUser = call.ContactUser,
                Headers = [(SipHeader.Event, eventId), (SipHeader.SubscriptionState, state)],
                ContentType = Fragment,
                Body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {status} {phrase}\r\n")),
            }, (_, response) =>
            {
                if (!response.IsProvisional)
                    done?.TrySetResult();
            }, _ => done?.TrySetResult());
        }
    }
}
