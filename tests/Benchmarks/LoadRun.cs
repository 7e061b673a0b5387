using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;

namespace OrleansConf.Benchmarks;

/// <summary>The engine under real UDP load, without SIP: what its workers cost per call and second.</summary>
internal static class LoadRun
{
    private sealed record Settings(int Calls, int Rooms, int Talkers, int Seconds, CodecKind Codec, bool Dtx);

    public static int Execute(string[] args)
    {
        var settings = new Settings(
            Read(args, "--calls", 1000), Read(args, "--rooms", 100), Read(args, "--talkers", 2), Read(args, "--seconds", 10),
            Enum.Parse<CodecKind>(ReadText(args, "--codec", nameof(CodecKind.Pcmu))), args.Contains("--dtx"));
        var options = new MediaEngineOptions
        {
            PortMin = 0,
            PortMax = 0,
            BindAddress = "127.0.0.1",
            Workers = Read(args, "--workers", 1),
            PortsPerWorker = Read(args, "--ports", 4),
            OpusComplexity = Read(args, "--opus-complexity", 5),
            PortableSockets = args.Contains("--portable"),
        };
        RunAsync(settings, options).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(Settings settings, MediaEngineOptions options)
    {
        await using var engine = new MediaEngine(options, TimeProvider.System, NullLoggerFactory.Instance);
        engine.Start();
        using var phones = new LoadPhones(settings.Calls, settings.Codec, settings.Dtx);
        for (int i = 0; i < settings.Calls; i++)
        {
            MediaLeg leg = engine.TryOpenLeg(new LegOpening
            {
                LocalAddress = IPAddress.Loopback,
                SignallingPeer = IPAddress.Loopback,
                RemoteRtp = phones.Address(i),
            }) ?? throw new InvalidOperationException("no port left");
            int room = i % settings.Rooms;
            phones.Connect(i, leg.LocalRtp, talks: i / settings.Rooms < settings.Talkers);
            leg.Start(new LegFormat { RemoteRtp = phones.Address(i), Codec = settings.Codec, PayloadType = LoadPhones.PayloadType });
            leg.Join(engine.GetOrAddRoom(room.ToString(CultureInfo.InvariantCulture)), muted: false);
        }

        phones.Start();
        await Task.Delay(TimeSpan.FromSeconds(2));
        MediaEngineStatistics before = engine.ReadStatistics();
        long heard = phones.Received;
        TimeSpan process = Process.GetCurrentProcess().TotalProcessorTime;
        int collections = GC.CollectionCount(0);
        long started = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(settings.Seconds));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        MediaEngineStatistics after = engine.ReadStatistics();
        heard = phones.Received - heard;
        process = Process.GetCurrentProcess().TotalProcessorTime - process;
        phones.Stop();
        Print(settings, before, after, seconds, heard, process, GC.CollectionCount(0) - collections);
    }

    private static void Print(
        Settings settings, MediaEngineStatistics before, MediaEngineStatistics after, double seconds, long heard, TimeSpan process, int collections)
    {
        double perCallSecond = (after.Cpu - before.Cpu).TotalMicroseconds / seconds / settings.Calls;
        double expected = settings.Calls * 50 * seconds;
        Console.WriteLine(
            $"{settings.Calls} calls, {settings.Rooms} rooms, {settings.Talkers} talkers, {settings.Codec}: {perCallSecond:F1} us of worker CPU per call-second "
            + $"({(after.Cpu - before.Cpu).TotalSeconds / seconds:F3} cores; whole process {process.TotalSeconds / seconds:F3})");
        Console.WriteLine(
            $"  in {(after.PacketsReceived - before.PacketsReceived) / expected:P2}, out {(after.PacketsSent - before.PacketsSent) / expected:P2}, "
            + $"heard {heard / expected:P2}, late {after.PacketsLate - before.PacketsLate}, concealed {after.FramesConcealed - before.FramesConcealed}, "
            + $"refused {after.SendsRefused - before.SendsRefused}, skipped {after.TicksSkipped - before.TicksSkipped}, ports {after.Ports}, gen0 {collections}");
        Console.Write("  slots late by");
        for (int i = 0; i < after.Lateness.Count; i++)
        {
            string bound = after.Lateness[i].UpTo == TimeSpan.MaxValue ? "more" : $"<{after.Lateness[i].UpTo.TotalMilliseconds}ms";
            Console.Write($" {bound}:{after.Lateness[i].Slots - before.Lateness[i].Slots}");
        }

        Console.WriteLine();
    }

    private static int Read(string[] args, string name, int fallback) =>
        int.Parse(ReadText(args, name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private static string ReadText(string[] args, string name, string fallback)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
    }
}
