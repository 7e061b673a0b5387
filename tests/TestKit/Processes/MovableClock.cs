using System.Globalization;

namespace OrleansConf.TestKit.Processes;

/// <summary>
/// The wall clock of a server process, moved on by the test (Debian's <c>faketime</c>). Waiting times run on as they are: what was
/// to happen at an hour happens, what takes a second takes a second.
/// </summary>
public sealed class MovableClock : IDisposable
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly TempFolder _folder = new("clock");

    public MovableClock()
    {
        Tool.Require("faketime", "faketime");
        Write();
    }

    /// <summary>How far the server's clock is ahead.</summary>
    public TimeSpan Offset { get; private set; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Offset;

    /// <summary>Settings of a process that goes by this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = PathOfOffset,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    private string PathOfOffset => Path.Combine(_folder.Path, "offset");

    /// <summary>Moves the clock on and waits until the server goes by it.</summary>
    public async Task AdvanceAsync(TimeSpan by, ServerProcess server, CancellationToken cancellationToken = default)
    {
        Offset += by;
        Write();
        using var http = new HttpClient { BaseAddress = server.HttpAddress };
        using var timer = new PeriodicTimer(Look);
        long start = TimeProvider.System.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            if (answer.IsSuccessStatusCode && answer.Headers.Date is { } date && (Now - date).Duration() < TimeSpan.FromSeconds(3))
                return;
            if (TimeProvider.System.GetElapsedTime(start) > SeenWithin)
                throw new TimeoutException($"The server's clock shows {answer.Headers.Date}, not {Now}, and it is {answer.StatusCode}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Write()
    {
        // Swapped whole: a reader must never see half an offset.
        string next = PathOfOffset + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"+{(long)Offset.TotalSeconds}\n"));
        File.Move(next, PathOfOffset, overwrite: true);
    }
}
