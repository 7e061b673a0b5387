using System.Globalization;
using System.Net;

namespace OrleansConf.TestKit.Processes;

/// <summary>
/// A built program of the product as a real process with ports and a data folder of its own; started when
/// <c>/health/ready</c> answers 200.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyPollInterval = TimeSpan.FromMilliseconds(100);

    private readonly ServerOptions _options;
    private readonly TempFolder? _ownFolder;
    private readonly RunningProcess _process;

    private ServerProcess(ServerOptions options)
    {
        _options = options;
        _ownFolder = options.DataFolder is null ? new TempFolder("data") : null;
        DataFolder = options.DataFolder ?? _ownFolder!.Path;
        SipPort = FreePorts.Next();
        HttpPort = FreePorts.Next();
        RtpPortMin = FreePorts.NextBlock(options.RtpPorts);
        SiloPort = FreePorts.Next();
        GatewayPort = FreePorts.Next();
        string program = RepositoryLayout.ProgramOf(options.Program);
        string[] roles = options.Roles is null ? [] : ["--roles", options.Roles];
        _process = RunningProcess.Start(
            $"{options.Program}{(options.Roles is null ? "" : $" ({options.Roles})")}", "dotnet", [program, .. roles],
            Environment(), Path.GetDirectoryName(program));
    }

    public string DataFolder { get; }

    public int SipPort { get; }

    public int HttpPort { get; }

    public int RtpPortMin { get; }

    public int RtpPortMax => RtpPortMin + _options.RtpPorts - 1;

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public IPEndPoint SipEndPoint => new(IPAddress.Loopback, SipPort);

    public Uri HttpAddress => new($"http://127.0.0.1:{HttpPort}");

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => _process.Output;

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerOptions options, CancellationToken cancellationToken = default)
    {
        var server = new ServerProcess(options);
        try
        {
            await server.UntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGTERM and a wait for the clean end; returns the exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken = default) =>
        _process.StopAsync(cancellationToken: cancellationToken);

    /// <summary>Ctrl-C and a wait for the clean end; returns the exit code.</summary>
    public Task<int> InterruptAsync(CancellationToken cancellationToken = default) =>
        _process.StopAsync(interrupt: true, cancellationToken);

    /// <summary>SIGKILL: what a power cut does to the process.</summary>
    public Task KillHardAsync() => _process.KillHardAsync();

    public Task UntilPrintedAsync(string text, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _process.UntilPrintedAsync(text, timeout, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _ownFolder?.Dispose();
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = HttpAddress, Timeout = TimeSpan.FromSeconds(5) };
        using var timer = new PeriodicTimer(ReadyPollInterval);
        long start = TimeProvider.System.GetTimestamp();
        string last = "no answer";
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (HasExited)
                throw new InvalidOperationException($"{_process.Name} ended with {_process.ExitCode} before it was ready:\n{Output}");
            if (TimeProvider.System.GetElapsedTime(start) > _options.ReadyTimeout)
                throw new TimeoutException($"Waited {_options.ReadyTimeout.TotalSeconds} s for {_process.Name} to be ready ({last}):\n{Output}");
            try
            {
                using HttpResponseMessage response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (response.IsSuccessStatusCode)
                    return;
                last = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}";
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                last = e.Message;
            }
        }
    }

    private Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["Sip__Port"] = Text(SipPort),
            ["Rtp__PortMin"] = Text(RtpPortMin),
            ["Rtp__PortMax"] = Text(RtpPortMax),
            ["Urls"] = $"http://127.0.0.1:{HttpPort}",
            ["Storage__DataFolder"] = DataFolder,
            ["Orleans__SiloPort"] = Text(SiloPort),
            ["Orleans__GatewayPort"] = Text(GatewayPort),
            ["DOTNET_gcServer"] = "0",
        };
        foreach ((string key, string value) in _options.Settings)
            environment[key] = value;
        return environment;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
