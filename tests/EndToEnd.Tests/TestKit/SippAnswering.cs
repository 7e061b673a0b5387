using System.Globalization;
using System.Net;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.TestKit;

/// <summary>sipp's built-in answering scenario with audio echo: an independent peer for the test caller.</summary>
internal sealed class SippAnswering : IAsyncDisposable
{
    private readonly TempFolder _folder = new("sipp");
    private readonly RunningProcess _process;

    public SippAnswering()
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        _process = RunningProcess.Start("sipp", Tool.Require("sipp", "sip-tester"),
        [
            "-sn", "uas", "-i", "127.0.0.1", "-p", EndPoint.Port.ToString(CultureInfo.InvariantCulture),
            "-mp", FreePorts.NextBlock(4).ToString(CultureInfo.InvariantCulture), "-rtp_echo", "-nostdin",
        ], workingFolder: _folder.Path);
    }

    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
