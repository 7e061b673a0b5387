using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Engine;

/// <summary>The monotonic clock in nanoseconds, and sleeping until a point on it.</summary>
internal static partial class WorkerClock
{
    private const int ClockMonotonic = 1;
    private const int ClockThreadCpu = 3;
    private const int TimerAbsolute = 1;
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>On Linux .NET's stopwatch is this very clock, in nanoseconds.</summary>
    private static readonly bool IsNative = OperatingSystem.IsLinux() && nint.Size == 8 && Stopwatch.Frequency == NsPerSecond;

    public static long NowNs => IsNative
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * ((double)NsPerSecond / Stopwatch.Frequency));

    /// <summary>Sleeps until <paramref name="atNs"/>, or a moment longer.</summary>
    public static void SleepUntil(long atNs)
    {
        if (IsNative)
        {
            var at = new TimeSpec { Seconds = atNs / NsPerSecond, Nanoseconds = atNs % NsPerSecond };
            while (Sleep(ClockMonotonic, TimerAbsolute, at, 0) != 0)
            {
                // Woken by a signal: go on.
            }

            return;
        }

        for (long left = atNs - NowNs; left > 0; left = atNs - NowNs)
        {
            Thread.Sleep(left > 2_000_000 ? (int)(left / 1_000_000) - 1 : 0);
        }
    }

    /// <summary>CPU time of the calling thread; 0 where it cannot be told.</summary>
    public static long ThreadCpuNs() =>
        IsNative && GetTime(ClockThreadCpu, out TimeSpec time) == 0 ? (time.Seconds * NsPerSecond) + time.Nanoseconds : 0;

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in TimeSpec at, nint remaining);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
