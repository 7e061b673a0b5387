using System.Globalization;
using System.Net;

namespace OrleansConf.TestKit.Processes;

/// <summary>sipp, the SIP test tool: an independent reading of RFC 3261.</summary>
public static class Sipp
{
    /// <summary>Runs its built-in UAC scenario (INVITE, 200, ACK, BYE, 200) and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public static Task<string> RunBuiltInCallerAsync(
        IPEndPoint server, string number, int calls, CancellationToken cancellationToken = default) =>
        RunAsync(server, number, calls, ["-sn", "uac"], cancellationToken);

    /// <summary>Runs a scenario file.</summary>
    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public static Task<string> RunScenarioAsync(
        IPEndPoint server, string number, int calls, string scenarioPath, CancellationToken cancellationToken = default) =>
        RunAsync(server, number, calls, ["-sf", scenarioPath], cancellationToken);

    private static async Task<string> RunAsync(
        IPEndPoint server, string number, int calls, string[] scenario, CancellationToken cancellationToken)
    {
        string program = Tool.Require("sipp", "sip-tester");
        using var folder = new TempFolder("sipp");
        await using RunningProcess sipp = RunningProcess.Start("sipp", program,
        [
            .. scenario, "-s", number, server.ToString(), "-i", "127.0.0.1", "-p", FreePorts.Next().ToString(CultureInfo.InvariantCulture),
            "-mp", FreePorts.NextBlock(4).ToString(CultureInfo.InvariantCulture), "-m", calls.ToString(CultureInfo.InvariantCulture),
            "-r", "5", "-nostdin", "-timeout", "60", "-timeout_error", "-recv_timeout", "15000", "-trace_err", "-error_file", folder["errors.log"],
        ], workingFolder: folder.Path);
        await sipp.UntilExitedAsync(TimeSpan.FromSeconds(90), cancellationToken);
        if (sipp.ExitCode == 0)
            return sipp.Output;
        string errors = File.Exists(folder["errors.log"]) ? await File.ReadAllTextAsync(folder["errors.log"], cancellationToken) : "";
        throw new InvalidOperationException($"sipp ended with {sipp.ExitCode}: {errors}\n{sipp.Output}");
    }
}
