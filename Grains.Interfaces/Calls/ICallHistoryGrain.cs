namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>Reads ended calls from the database; stateless, key 0.</summary>
[Alias("conf.call-history"), GrainInterfaceType("conf.call-history")]
public interface ICallHistoryGrain : IGrainWithIntegerKey
{
    [Alias("list")] Task<CallHistoryPage> ListAsync(CallHistoryQuery query);
}
