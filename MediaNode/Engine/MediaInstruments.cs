using System.Diagnostics.Metrics;

namespace OrleansConf.MediaNode.Engine;

/// <summary>The engine's metrics, read from its counters when they are collected.</summary>
public sealed class MediaInstruments
{
    public const string MeterName = "OrleansConf.MediaNode";

    public MediaInstruments(MediaEngine engine, IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("orleansconf.media.legs", () => engine.ReadStatistics().Legs, "{leg}", "Open legs.");
        meter.CreateObservableUpDownCounter("orleansconf.media.rooms", () => engine.ReadStatistics().Rooms, "{room}", "Rooms being mixed.");
        meter.CreateObservableCounter("orleansconf.media.packets", () => Packets(engine.ReadStatistics()), "{packet}", "RTP packets.");
        meter.CreateObservableCounter("orleansconf.media.slots", () => Slots(engine.ReadStatistics()), "{slot}", "5 ms slots worked, by how late they began.");
        meter.CreateObservableCounter("orleansconf.media.cpu", () => engine.ReadStatistics().Cpu.TotalSeconds, "s", "CPU time of the workers.");
        meter.CreateObservableCounter("orleansconf.media.ticks_skipped", () => engine.ReadStatistics().TicksSkipped, "{frame}", "Frames left out by late workers.");
        meter.CreateObservableUpDownCounter("orleansconf.media.concealed", () => engine.ReadStatistics().FramesConcealed, "{frame}", "Frames filled in, of open legs.");
    }

    private static Measurement<long>[] Packets(MediaEngineStatistics now) =>
    [
        Kind(now.PacketsReceived, "received"),
        Kind(now.PacketsSent, "sent"),
        Kind(now.SendsRefused, "refused"),
        Kind(now.Strangers, "stranger"),
        Kind(now.LateAfterClose, "after_close"),
    ];

    private static Measurement<long>[] Slots(MediaEngineStatistics now) =>
        [.. now.Lateness.Select(each => new Measurement<long>(
            each.Slots, new KeyValuePair<string, object?>("up_to_ms", each.UpTo == TimeSpan.MaxValue ? "inf" : each.UpTo.TotalMilliseconds)))];

    private static Measurement<long> Kind(long value, string kind) => new(value, new KeyValuePair<string, object?>("kind", kind));
}
