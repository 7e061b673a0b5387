using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>A request of the peer's and our responses to it.</summary>
internal abstract class SipServerTransaction(SipContext context, TransactionKey key, SipRequest request, SipFlow flow)
    : SipTransaction(context, key, flow)
{
    public SipRequest Request { get; } = request;

    /// <summary>Makes it findable; false when another thread was first with the same request.</summary>
    public virtual bool TryRegister() => Context.ServerTransactions.TryAdd(Key, this);

    /// <summary>The same request again, or the ACK for our refusal.</summary>
    public abstract void OnRequest(SipRequest request);

    /// <summary>Sends a response made by <see cref="ResponseWriter"/>.</summary>
    public abstract void Respond(int status, byte[] message);

    /// <summary>Writes and sends a response without body.</summary>
    public void Respond(int status, string? phrase = null, string? toTag = null) =>
        Respond(status, ResponseWriter.Begin(Request, Flow, status, phrase, toTag).Finish());

    protected virtual void Forget()
    {
        StopTimers();
        Context.ServerTransactions.TryRemove(new KeyValuePair<TransactionKey, SipServerTransaction>(Key, this));
    }
}
