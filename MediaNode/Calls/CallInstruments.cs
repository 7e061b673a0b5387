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
    private readonly Histogram<double> _loss;
    private readonly Histogram<double> _jitter;
    private readonly Histogram<double> _roundTrip;

    public CallInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _ended = meter.CreateCounter<long>("orleansconf.calls.ended", "{call}", "Calls that ended, by result and reason.");
        _setup = meter.CreateHistogram<double>("orleansconf.calls.setup", "s", "INVITE to 200.");
        _loss = meter.CreateHistogram<double>("orleansconf.calls.loss", "1", "Share of a call's packets that were lost on the way to us.");
        _jitter = meter.CreateHistogram<double>("orleansconf.calls.jitter", "s", "Interarrival jitter at a call's end.");
        _roundTrip = meter.CreateHistogram<double>("orleansconf.calls.round_trip", "s", "Round trip of a call's last RTCP report, if one came.");
        _active = meter.CreateUpDownCounter<int>("orleansconf.calls.active", "{call}", "Calls from INVITE to record.");
    }

    public void Began() => _active.Add(1);

    public void Answered(TimeSpan setup) => _setup.Record(setup.TotalSeconds);

    public void Ended(Termination why, CallFigures figures)
    {
        RecordMedia(figures);
        _active.Add(-1);
        _ended.Add(1, new KeyValuePair<string, object?>("result", why.Result.ToString()), new KeyValuePair<string, object?>("reason", why.Reason));
    }

    private void RecordMedia(CallFigures figures)
    {
        if (figures.PacketsReceived == 0)
            return;
        _loss.Record((double)figures.PacketsLost / (figures.PacketsReceived + figures.PacketsLost));
        _jitter.Record(figures.JitterMs / 1000);
        if (figures.RoundTripMs > 0)
            _roundTrip.Record(figures.RoundTripMs / 1000);
    }
}
