using System.Globalization;
using System.Net;
using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>The callers of one test, each with a number and a tone of its own; all hang up at the end.</summary>
public sealed class Callers(IPEndPoint server) : IAsyncDisposable
{
    private static readonly TimeSpan HearPatience = TimeSpan.FromSeconds(15);
    private const int Attempts = 5;

    private static readonly TimeSpan Observed = TimeSpan.FromSeconds(1);

    // Numbers never repeat within a run: wrong entries count per number across calls.
    private static int _nextNumber = Random.Shared.Next(1000, 9000) * 100;

    private readonly List<SipCaller> _all = [];

    public static string NewNumber() =>
        string.Create(CultureInfo.InvariantCulture, $"+49151{Interlocked.Increment(ref _nextNumber):00000000}");

    public static int ToneOf(SipCaller caller) => caller.Audio.ToneHz ?? throw new ArgumentException($"{caller.Name} has no tone");

    /// <summary>A caller that is not in a call yet.</summary>
    public SipCaller Add(CallerIdentity? identity = null, SipCallerOptions? options = null)
    {
        var caller = new SipCaller(server, (options ?? new SipCallerOptions()) with
        {
            Identity = identity ?? NewNumber(),
            ToneHz = Tones.Of(_all.Count * 7 + 3),
        });
        _all.Add(caller);
        return caller;
    }

    /// <summary>A caller with a chosen tone.</summary>
    public SipCaller AddWithTone(int? toneHz, SipCallerOptions? options = null)
    {
        var caller = new SipCaller(server, (options ?? new SipCallerOptions()) with { Identity = NewNumber(), ToneHz = toneHz });
        _all.Add(caller);
        return caller;
    }

    /// <summary>Waits until each hears all the others, then listens for a second: all others throughout, itself never.</summary>
    public static async Task HearEachOtherAsync(IReadOnlyList<SipCaller> callers, CancellationToken cancellationToken)
    {
        await Task.WhenAll(callers.Select(caller => caller.Audio.UntilHearsAsync(
            TonesBut(callers, caller), HearPatience, without: [ToneOf(caller)], cancellationToken: cancellationToken)));
        // The room plays entry tones and prompts of its own: a second that one of them fell into is listened to again.
        string? fault = null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            HeardAudio[] heard = await Task.WhenAll(callers.Select(caller => caller.Audio.Heard.ListenAsync(Observed, cancellationToken)));
            fault = callers.Zip(heard, (caller, own) => FaultIn(callers, caller, own)).FirstOrDefault(found => found is not null);
            if (fault is null)
                return;
        }

        Assert.Fail($"In each of {Attempts} observations, at last: {fault}");
    }

    private static string? FaultIn(IReadOnlyList<SipCaller> callers, SipCaller caller, HeardAudio own)
    {
        string tones = own.Describe(callers.Select(other => (double)ToneOf(other)));
        foreach (int tone in TonesBut(callers, caller))
        {
            if (!own.Hears(tone))
                return $"{caller.Name} misses {tone} Hz: {tones}";
        }

        return own.IsWithout(ToneOf(caller)) ? null : $"{caller.Name} hears itself: {tones}";
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_all.Select(caller => caller.DisposeAsync().AsTask()));

    private static int[] TonesBut(IEnumerable<SipCaller> callers, SipCaller self) =>
        [.. callers.Where(other => other != self).Select(ToneOf)];
}
