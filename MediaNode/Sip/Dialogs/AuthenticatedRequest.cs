using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Sends a request, and once more when it is challenged and we have an answer (RFC 3261 §22.2).</summary>
internal static class AuthenticatedRequest
{
    /// <summary>A request within a call. Call with the call's lock held.</summary>
    public static void Send(SipCall call, OutgoingRequest request, Action<SipResponse> onFinal) =>
        Send(call, request, (_, response) =>
        {
            if (!response.IsProvisional)
                onFinal(response);
        }, static _ => { });

    /// <param name="call">Whose dialog and credentials are used. Its lock is held.</param>
    /// <param name="request">INVITE or another; its CSeq counts up when it is sent again.</param>
    /// <param name="onResponse">The request as last sent, and each response but a challenge that was answered.</param>
    /// <param name="onFailure">No response.</param>
    public static void Send(SipCall call, OutgoingRequest request, Action<OutgoingRequest, SipResponse> onResponse, Action<ClientFailure> onFailure)
    {
        var headers = request.Headers;
        var attempts = new DigestAttempts();
        Start(Authorized(request));

        OutgoingRequest Authorized(OutgoingRequest plain) => call.Digest is { } digest
            ? plain with { Headers = [.. headers, .. digest.Authorize(plain.MethodName, plain.RequestUri)] }
            : plain;

        void Start(OutgoingRequest sent) =>
            Run(call.Context, sent, call.Dialog.NextHop(call.Context.Transports), response => OnResponse(sent, response), onFailure);

        void OnResponse(OutgoingRequest sent, SipResponse response)
        {
            if (call.Digest is not { } digest || !digest.TryTake(response, attempts))
            {
                onResponse(sent, response);
                return;
            }
            lock (call.Gate)
                Start(Authorized(sent with { Branch = SipRandom.Branch(), CSeq = call.Dialog.NextCSeq() }));
        }
    }

    /// <summary>One transaction of the kind that the method wants.</summary>
    public static void Run(
        SipContext context, OutgoingRequest request, SipFlow flow, Action<SipResponse> onResponse, Action<ClientFailure> onFailure)
    {
        SipClientTransaction transaction = request.Method == SipMethod.Invite
            ? new InviteClientTransaction(context, request, flow, onResponse, onFailure)
            : new NonInviteClientTransaction(context, request, flow, onResponse, onFailure);
        transaction.Start();
    }
}
