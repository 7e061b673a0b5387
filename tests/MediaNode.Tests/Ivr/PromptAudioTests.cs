using Microsoft.Extensions.Logging.Abstractions;
using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

/// <summary>The committed audio: complete, loud enough, not too loud, of sane length.</summary>
public sealed class PromptAudioTests
{
    private const double MinRmsDb = -26, MaxRmsDb = -16, MaxPeakDb = -2.5;

    private readonly PromptLibrary _library = new(PromptLibrary.DefaultFolder, null, NullLogger<PromptLibrary>.Instance);

    public static TheoryData<Language> AllLanguages => [.. Languages.All];

    [Theory(DisplayName = "R-CALL-2 every prompt of every language is recorded at a sane level and length")]
    [MemberData(nameof(AllLanguages))]
    public void EveryPrompt_IsHearable(Language language)
    {
        var faults = new List<string>();
        foreach (var id in PromptCatalog.Of(language))
        {
            string file = Path.Combine(PromptLibrary.DefaultFolder, language.Code(), id.Name + ".g722");
            if (!File.Exists(file) || !_library.TryGet(language, id, out var audio))
                faults.Add($"{id}: missing");
            else
                faults.AddRange(Faults(id, audio, MinRmsDb, 0.12, 8.5));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Sounds_AreHearable()
    {
        var faults = new List<string>();
        foreach (var id in PromptCatalog.Sounds)
        {
            Assert.True(_library.TryGet(Language.English, id, out var audio), id.Name);
            faults.AddRange(Faults(id, audio, -28, 0.2, 32));
        }

        Assert.Empty(faults);
        Assert.True(_library.TryGet(Language.English, PromptIds.HoldMusic, out var music));
        Assert.InRange(music.Duration, TimeSpan.FromSeconds(23), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void HoldMusic_NeverFallsSilent()
    {
        Assert.True(_library.TryGet(Language.English, PromptIds.HoldMusic, out var music));
        var samples = music.Samples.Span;
        for (int start = 0; start + 16000 <= samples.Length; start += 8000)
            Assert.InRange(RmsDb(samples.Slice(start, 16000)), -45, -18);
    }

    [Fact]
    public void Files_AreSmallAndKnown()
    {
        var files = new DirectoryInfo(PromptLibrary.DefaultFolder).GetFiles("*", SearchOption.AllDirectories);
        var known = Languages.All.SelectMany(l => PromptCatalog.Of(l).Select(id => $"{l.Code()}/{id}.g722"))
            .Concat(PromptCatalog.Sounds.Select(id => $"sounds/{id}.g722"));

        Assert.InRange(files.Sum(f => f.Length), 5_000_000, 15_000_000);
        Assert.Empty(files.Select(f => $"{f.Directory!.Name}/{f.Name}").Except(known));
    }

    private static List<string> Faults(PromptId id, PromptAudio audio, double minRmsDb, double minSeconds, double maxSeconds)
    {
        var samples = audio.Samples.Span;
        double rms = RmsDb(samples), peak = PeakDb(samples), seconds = audio.Duration.TotalSeconds;
        var faults = new List<string>();
        if (rms < minRmsDb || rms > MaxRmsDb)
            faults.Add($"{id}: {rms:F1} dBFS RMS");
        if (peak > MaxPeakDb)
            faults.Add($"{id}: {peak:F1} dBFS peak");
        if (seconds < minSeconds || seconds > maxSeconds)
            faults.Add($"{id}: {seconds:F2} s");
        return faults;
    }

    private static double RmsDb(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (short s in samples)
            sum += (double)s * s;
        return 10 * Math.Log10(Math.Max(sum / samples.Length, 1e-9) / (32768.0 * 32768.0));
    }

    private static double PeakDb(ReadOnlySpan<short> samples)
    {
        int peak = 1;
        foreach (short s in samples)
            peak = Math.Max(peak, Math.Abs((int)s));
        return 20 * Math.Log10(peak / 32768.0);
    }
}
