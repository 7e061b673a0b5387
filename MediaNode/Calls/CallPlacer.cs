using System.Globalization;
using System.Net;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Places the calls that the cluster orders, each once.</summary>
public sealed partial class CallPlacer(CallRegistry calls, CallParts parts, SipStack stack, ILogger<CallPlacer> logger)
{
    private readonly HashSet<CallId> _placed = [];

    /// <summary>Begins with the orders that are new; one caller at a time.</summary>
    /// <returns>What needs not be ordered again.</returns>
    public IReadOnlyCollection<CallId> Place(IReadOnlyCollection<OutboundCallOrder> orders, long epoch)
    {
        // What is not ordered any more the cluster has been told of.
        _placed.IntersectWith(orders.Select(order => order.Call));
        foreach (var order in orders)
        {
            if (_placed.Add(order.Call))
                _ = RunAsync(order, epoch);
        }

        return _placed;
    }

    private async Task RunAsync(OutboundCallOrder order, long epoch)
    {
        try
        {
            if (await ResolveAsync(parts.Trunk.Value.Outbound) is not { } trunk)
            {
                await RefuseAsync(order);
                return;
            }

            var call = new OutboundCall(order, parts, stack, trunk, epoch);
            calls.TryAdd(call);
            try
            {
                await call.RunAsync();
            }
            finally
            {
                calls.Remove(call);
            }
        }
        catch (Exception failure)
        {
            LogPlacingFailed(failure, order.Call);
        }
    }

    private Task RefuseAsync(OutboundCallOrder order) => parts.Cluster.DialOutEndedAsync(
        order.Room, new DialOutEnd { RequestId = order.Invitation, Reason = TerminationReason.NoTrunk });

    private static async Task<IPEndPoint?> ResolveAsync(string? outbound)
    {
        if (outbound is not { Length: > 0 })
            return null;
        if (IPEndPoint.TryParse(outbound, out var address))
            return address.Port == 0 ? new IPEndPoint(address.Address, SipStackOptions.DefaultPort) : address;
        var parts = outbound.Split(':');
        var port = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : SipStackOptions.DefaultPort;
        return new IPEndPoint((await Dns.GetHostAddressesAsync(parts[0]))[0], port);
    }

    [LoggerMessage(4550, LogLevel.Warning, "Call {Call} could not be placed")]
    private partial void LogPlacingFailed(Exception failure, CallId call);
}
