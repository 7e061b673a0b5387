using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.Stories;

/// <summary>A server whose wall clock the stories move on. Its nodes' lease outlasts such a move.</summary>
public sealed class ClockedServer : EmbeddedServer
{
    public MovableClock Clock { get; } = new();

    protected override Dictionary<string, string> Settings => new(base.Settings.Concat(Clock.Environment))
    {
        ["Nodes__LeaseDuration"] = "00:10:00",
        ["Logging__LogLevel__Orleans"] = "Critical",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Clock.Dispose();
    }
}
