namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>A server whose dialogue waits two seconds for a key, so that a test can wait for it to give up.</summary>
public sealed class HastyServer : EmbeddedServer
{
    protected override Dictionary<string, string> Settings => new(base.Settings) { ["Calls__EntryTimeout"] = "00:00:02" };
}
