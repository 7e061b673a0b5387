using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>A request of ours and what comes back. The callbacks run without any lock held.</summary>
internal abstract class SipClientTransaction : SipTransaction
{
    private readonly Action<SipResponse> _onResponse;
    private readonly Action<ClientFailure> _onFailure;
    private CancellationTokenRegistration _closedRegistration;

    protected SipClientTransaction(
        SipContext context, OutgoingRequest request, SipFlow flow, Action<SipResponse> onResponse, Action<ClientFailure> onFailure)
        : base(context, TransactionKey.ForClient(request.Branch, request.MethodName), flow)
    {
        Request = request;
        Message = request.Write(flow);
        _onResponse = onResponse;
        _onFailure = onFailure;
    }

    public OutgoingRequest Request { get; }

    protected byte[] Message { get; }

    public void Start()
    {
        Context.ClientTransactions[Key] = this;
        OnStarted();
        if (!Context.Send(Flow, Message) && Flow.IsReliable)
            OnTransportError();
        else
            _closedRegistration = Flow.Closed.UnsafeRegister(static t => ((SipClientTransaction)t!).OnTransportError(), this);
    }

    public abstract void OnResponse(SipResponse response);

    protected abstract void OnStarted();

    protected abstract void OnTransportError();

    protected void PassUp(SipResponse response) => _onResponse(response);

    protected void Fail(ClientFailure failure) => _onFailure(failure);

    protected void Forget()
    {
        StopTimers();
        _closedRegistration.Unregister();
        Context.ClientTransactions.TryRemove(new KeyValuePair<TransactionKey, SipClientTransaction>(Key, this));
    }
}
