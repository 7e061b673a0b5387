namespace OrleansConf.MediaNode.Sip;

/// <summary>Takes new calls.</summary>
public interface ISipCallAcceptor
{
    /// <summary>
    /// Called once for each new INVITE, on the thread pool, after 100 Trying went out. The task may last as long as the call.
    /// An exception that escapes it is logged and ends the call: 500 before the answer, BYE after it.
    /// </summary>
    Task OnCallAsync(SipInboundCall call);
}
