using Orleans.Concurrency;

namespace OrleansConf.Grains.Calls;

/// <inheritdoc cref="ICallHistoryGrain"/>
[GrainType("conf.call-history"), StatelessWorker]
internal sealed class CallHistoryGrain(ICallJournal journal) : Grain, ICallHistoryGrain
{
    public Task<CallHistoryPage> ListAsync(CallHistoryQuery query) => journal.ListEndedAsync(query);
}
