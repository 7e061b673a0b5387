using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests;

/// <summary>What the tests of one shared server have in common: its callers, and its output kept where a test failed.</summary>
public abstract class ServerTests(EmbeddedServer server) : IAsyncLifetime
{
    /// <summary>How long anything may take that takes well under a second on an idle machine.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected EmbeddedServer Server { get; } = server;

    protected Callers Callers { get; } = new(server.Process.SipEndPoint);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Callers.DisposeAsync();
        FailureReport.Keep(Server.Process);
        Assert.False(Server.Process.HasExited, "the server has ended:\n" + Server.Process.Output);
        GC.SuppressFinalize(this);
    }
}
