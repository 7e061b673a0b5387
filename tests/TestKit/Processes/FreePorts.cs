using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace OrleansConf.TestKit.Processes;

/// <summary>
/// Ports nobody listens on, for programs that take a port number and cannot be asked for "any". Taken below the range from
/// which the kernel gives ports to clients, and never twice in one process.
/// </summary>
public static class FreePorts
{
    private const int Lowest = 20000;
    private const int Highest = 32000;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = [];

    public static int Next() => NextBlock(1);

    /// <summary>The first of <paramref name="count"/> neighbouring free ports, an even number.</summary>
    public static int NextBlock(int count)
    {
        lock (Gate)
        {
            for (int attempt = 0; attempt < 200; attempt++)
            {
                int first = RandomNumberGenerator.GetInt32(Lowest, Highest - count) & ~1;
                int[] block = [.. Enumerable.Range(first, count)];
                if (block.Any(Taken.Contains) || !block.All(IsFree))
                    continue;
                Taken.UnionWith(block);
                return first;
            }
        }

        throw new InvalidOperationException($"No {count} neighbouring free ports between {Lowest} and {Highest}");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Any, port));
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
