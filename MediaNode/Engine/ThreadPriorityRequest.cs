using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Asks the system to run the calling thread as soon as it is due.</summary>
internal static partial class ThreadPriorityRequest
{
    private const int RoundRobin = 2;
    private const int Lowest = 1;
    private const int Nice = -15;
    private const int PrioProcess = 0;

    /// <summary>Tries the real-time class, then a better nice value; false when neither is permitted.</summary>
    public static bool TryRaise()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
            return true;
        }

        // 0 means the calling thread in both calls.
        return SetScheduler(0, RoundRobin, Lowest) == 0 || SetPriority(PrioProcess, 0, Nice) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int nice);
}
