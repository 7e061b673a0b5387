using System.Diagnostics;
using System.Globalization;
using OrleansConf.MediaNode.Tests.Fuzz;

namespace OrleansConf.Benchmarks;

/// <summary>
/// Millions of damaged messages through everything that reads the wire: <c>fuzz [--messages N] [--seed S]</c>. Ends with 1 when
/// one throws, or when the memory in use grows.
/// </summary>
internal static class FuzzRun
{
    private const long DefaultMessages = 10_000_000;
    private const int Chunk = 500_000;

    /// <summary>What the collector may find in use at the end beyond what it found after the first chunk.</summary>
    private const long MaxGrowthBytes = 4 << 20;

    private delegate bool Target(ReadOnlySpan<byte> bytes);

    public static int Execute(string[] args)
    {
        var messages = Option(args, "--messages", DefaultMessages);
        var seed = (int)Option(args, "--seed", 1);
        (string Name, Target Read, Mutation Source)[] targets =
        [
            ("SIP", WireTargets.ReadSip, new(seed, WireTargets.SipCorpus())),
            ("SDP", WireTargets.ReadSdp, new(seed, WireTargets.SdpCorpus())),
            ("RTP, RTCP, STUN", WireTargets.ReadMedia, new(seed, WireTargets.MediaCorpus())),
        ];
        var clock = Stopwatch.StartNew();
        long firstBytes = 0, lastBytes = 0, recognised = 0;
        for (long done = 0; done < messages;)
        {
            for (var i = 0; i < Chunk && done < messages; i++, done++)
            {
                // Two of four to SIP, which has the most to read.
                var (name, read, source) = targets[(int)(done & 3) % targets.Length];
                var bytes = source.Next();
                try
                {
                    recognised += read(bytes) ? 1 : 0;
                }
                catch (Exception e)
                {
                    Console.Error.WriteLine($"{name}, message {done}, seed {seed}: {e}\n{Convert.ToBase64String(bytes)}");
                    return 1;
                }
            }
            lastBytes = GC.GetTotalMemory(forceFullCollection: true);
            firstBytes = firstBytes == 0 ? lastBytes : firstBytes;
            Console.WriteLine($"{done,12:N0} messages, {recognised,12:N0} recognised, {lastBytes / 1024,8:N0} KiB in use, {clock.Elapsed.TotalSeconds,6:0} s");
        }
        return lastBytes - firstBytes > MaxGrowthBytes ? 1 : 0;
    }

    private static long Option(string[] args, string name, long otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
