using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansConf.TestKit.Processes;

/// <summary>A child process with its output kept, ended by its own id and never left behind.</summary>
public sealed partial class RunningProcess : IAsyncDisposable
{
    private const int SigInt = 2, SigTerm = 15;
    private const int KeptCharacters = 200_000;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Signal _changed = new();

    private RunningProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Both outputs, interleaved as they came; the newest 200 000 characters.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static RunningProcess Start(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var running = new RunningProcess(name, new Process { StartInfo = start, EnableRaisingEvents = true });
        running._process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        running._process.Exited += (_, _) => running._changed.Raise();
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Runs a program to its end and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await using RunningProcess process = Start(Path.GetFileName(program), program, arguments);
        await process.UntilExitedAsync(timeout, cancellationToken);
        return process.ExitCode == 0
            ? process.Output
            : throw new InvalidOperationException($"{process.Name} ended with {process.ExitCode}: {process.Output}");
    }

    /// <summary>Waits for a piece of text in the output.</summary>
    public async Task UntilPrintedAsync(string text, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await _changed.UntilAsync(
            () => HasExited || Output.Contains(text, StringComparison.Ordinal), timeout,
            () => $"{Name} to print '{text}'; it printed:\n{Output}", cancellationToken);
        if (!Output.Contains(text, StringComparison.Ordinal))
            throw new InvalidOperationException($"{Name} ended with {ExitCode} before it printed '{text}':\n{Output}");
    }

    /// <summary>Waits until <paramref name="condition"/> holds for the output.</summary>
    public Task UntilAsync(
        Func<string, bool> condition, string awaited, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _changed.UntilAsync(() => condition(Output), timeout, () => $"{awaited} of {Name}; it printed:\n{Output}", cancellationToken);

    public async Task UntilExitedAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await _changed.UntilAsync(() => HasExited, timeout, () => $"{Name} to end; it printed:\n{Output}", cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);     // drains the outputs
    }

    public void WriteLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>SIGTERM (or SIGINT) and a wait for the orderly end; returns the exit code.</summary>
    public async Task<int> StopAsync(bool interrupt = false, CancellationToken cancellationToken = default)
    {
        if (!HasExited)
            _ = Kill(Id, interrupt ? SigInt : SigTerm);
        await UntilExitedAsync(StopTimeout, cancellationToken);
        return ExitCode;
    }

    /// <summary>SIGKILL: the process gets no chance to do anything.</summary>
    public async Task KillHardAsync()
    {
        if (!HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillHardAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.AppendLine(line);
            if (_output.Length > KeptCharacters)
                _output.Remove(0, KeptCharacters / 4);
        }

        _changed.Raise();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
