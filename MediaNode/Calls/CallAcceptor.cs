using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Turns each INVITE into an <see cref="InboundCall"/> and runs it.</summary>
public sealed class CallAcceptor(CallRegistry calls, CallParts parts) : ISipCallAcceptor
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async Task OnCallAsync(SipInboundCall call)
    {
        if (calls.Epoch is not { } epoch || !calls.Accepting)
        {
            await call.RejectAsync(503, "Service Unavailable", RetryAfter);
            return;
        }

        var inbound = new InboundCall(call, parts, epoch);
        calls.TryAdd(inbound);
        try
        {
            await inbound.RunAsync();
        }
        finally
        {
            calls.Remove(inbound);
        }
    }
}
