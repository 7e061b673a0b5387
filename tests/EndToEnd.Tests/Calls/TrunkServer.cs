using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>A server with a trunk to call out on, and the phones behind it.</summary>
public sealed class TrunkServer : EmbeddedServer
{
    private readonly int _port = FreePorts.Next();
    private SipCarrier? _carrier;

    public SipCarrier Carrier => _carrier ??= new SipCarrier(Process.SipEndPoint, _port);

    protected override Dictionary<string, string> Settings => new(base.Settings)
    {
        ["Trunk__Outbound"] = $"127.0.0.1:{_port}",
        ["Trunk__CallerNumber"] = Demo.SharedNumber,
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_carrier is not null)
            await _carrier.DisposeAsync();
    }
}
