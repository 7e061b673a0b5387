using System.Diagnostics.Metrics;
using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Counts calls by their ending.</summary>
public sealed class CallInstruments
{
    public const string MeterName = "OrleansConf.MediaNode.Calls";

    private readonly Counter<long> _ended;
    private readonly Histogram<double> _setup;
    private readonly UpDownCounter<int> _active;

    public CallInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _ended = meter.CreateCounter<long>("orleansconf.calls.ended", "{call}", "Calls that ended, by result and reason.");
        _setup = meter.CreateHistogram<double>("orleansconf.calls.setup", "s", "INVITE to 200.");
        _active = meter.CreateUpDownCounter<int>("orleansconf.calls.active", "{call}", "Calls from INVITE to record.");
    }

    public void Began() => _active.Add(1);

    public void Answered(TimeSpan setup) => _setup.Record(setup.TotalSeconds);

    public void Ended(Termination why)
    {
        _active.Add(-1);
        _ended.Add(1, new KeyValuePair<string, object?>("result", why.Result.ToString()), new KeyValuePair<string, object?>("reason", why.Reason));
    }
}
