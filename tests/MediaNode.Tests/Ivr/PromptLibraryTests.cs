using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly DirectoryInfo _overrides = Directory.CreateTempSubdirectory("prompts");
    private readonly WarningLog _log = new();

    public void Dispose() => _overrides.Delete(recursive: true);

    private PromptLibrary Library(string? builtIn = null, long cacheBytes = PromptLibrary.DefaultCacheBytes) =>
        new(builtIn ?? PromptLibrary.DefaultFolder, _overrides.FullName, _log, cacheBytes);

    private string Put(string name, byte[] content)
    {
        string file = Path.Combine(_overrides.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return file;
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(48000)]
    public void TryGet_ProvidersWav_ReplacesTheBuiltIn(int sampleRate)
    {
        Put("pl/greeting.wav", Wav(Tone(sampleRate, 1000, 0.5), sampleRate));

        Assert.True(Library().TryGet(Language.Polish, PromptIds.Greeting, out var audio));

        Assert.Equal(8000, audio.Samples.Length);
        Assert.Equal(16000, audio.SampleRate);
        AssertIsTone(audio.Samples.Span, 1000);
    }

    [Fact]
    public void TryGet_48KhzAboveNyquist_IsFilteredOut()
    {
        Put("en/greeting.wav", Wav(Tone(48000, 15000, 0.5), 48000));

        Assert.True(Library().TryGet(Language.English, PromptIds.Greeting, out var audio));

        Assert.InRange(Rms(audio.Samples.Span[200..^200]), 0, 12000 / 500.0);
    }

    [Fact]
    public void TryGet_ProvidersG722_ReplacesTheBuiltIn()
    {
        Put("sounds/beep.g722", File.ReadAllBytes(Path.Combine(PromptLibrary.DefaultFolder, "sounds", "exit-tone.g722")));
        var library = Library();

        Assert.True(library.TryGet(Language.French, PromptIds.Beep, out var beep));
        Assert.True(library.TryGet(Language.French, PromptIds.ExitTone, out var exitTone));
        Assert.Equal(exitTone.Samples.ToArray(), beep.Samples.ToArray());
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "de/greeting.wav", "no wave"u8.ToArray(), "not a RIFF" },
        { "de/greeting.wav", Wav(Tone(44100, 1000, 0.1), 44100), "44100 Hz" },
        { "de/greeting.wav", Wav([], 16000), "no audio" },
        { "de/greeting.wav", Wav(Tone(8000, 1000, 0.1), 8000)[..20], "" },
        { "de/greeting.g722", [], "is empty" },
        { "de/greeting.g722", Wav(Tone(8000, 1000, 0.1), 8000), "name it .wav" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void TryGet_BadFile_WarnsAndUsesTheBuiltIn(string name, byte[] content, string complaint)
    {
        string file = Put(name, content);

        Assert.True(Library().TryGet(Language.German, PromptIds.Greeting, out var audio));

        Assert.True(audio.Duration > TimeSpan.FromSeconds(1));
        string warning = Assert.Single(_log.Lines);
        Assert.Contains(complaint, warning, StringComparison.Ordinal);
        Assert.Contains(file, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void TryGet_MissingInALanguage_FallsBackToEnglish()
    {
        var builtIn = Directory.CreateTempSubdirectory("builtin");
        try
        {
            builtIn.CreateSubdirectory("en");
            File.WriteAllBytes(Path.Combine(builtIn.FullName, "en", "goodbye.g722"), new byte[800]);
            var library = Library(builtIn.FullName);

            Assert.True(library.TryGet(Language.Italian, PromptIds.Goodbye, out var audio));
            Assert.Equal(1600, audio.Samples.Length);
            Assert.False(library.TryGet(Language.Italian, PromptIds.Greeting, out _));
            Assert.False(library.TryGet(Language.Italian, PromptIds.Greeting, out _));
            Assert.Equal(3, _log.Lines.Count);
        }
        finally
        {
            builtIn.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("../en/greeting")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    public void TryGet_NameThatIsAPath_FindsNothing(string name) =>
        Assert.False(Library().TryGet(Language.English, new PromptId(name), out _));

    [Fact]
    public void TryGet_SecondTime_SharesTheAudio()
    {
        var library = Library();

        Assert.True(library.TryGet(Language.English, PromptIds.Greeting, out var first));
        Assert.True(library.TryGet(Language.English, PromptIds.Greeting, out var second));
        Assert.Same(first, second);
    }

    [Fact]
    public void TryGet_EverythingOfEveryLanguage_KeepsWithinTheCache()
    {
        const long limit = 4L << 20;
        var library = Library(cacheBytes: limit);
        foreach (var language in Languages.All)
        {
            foreach (var id in PromptCatalog.Of(language))
            {
                Assert.True(library.TryGet(language, id, out _));
                Assert.InRange(library.CachedBytes, 0, limit);
            }
        }
    }

    [Fact]
    public void Reload_FileDroppedLater_IsHeard()
    {
        var library = Library();
        Assert.True(library.TryGet(Language.Spanish, PromptIds.Goodbye, out var before));
        Put("es/goodbye.wav", Wav(Tone(16000, 440, 0.25), 16000));
        Assert.True(library.TryGet(Language.Spanish, PromptIds.Goodbye, out var cached));

        library.Reload();

        Assert.True(library.TryGet(Language.Spanish, PromptIds.Goodbye, out var after));
        Assert.Same(before, cached);
        Assert.Equal(4000, after.Samples.Length);
    }

    private static short[] Tone(int sampleRate, double frequency, double seconds) =>
        [.. Enumerable.Range(0, (int)(sampleRate * seconds)).Select(i => (short)(12000 * Math.Sin(2 * Math.PI * frequency * i / sampleRate)))];

    private static byte[] Wav(short[] samples, int sampleRate)
    {
        byte[] file = new byte[44 + (samples.Length * 2)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), sampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), samples[i]);
        return file;
    }

    // Within 1 % of the tone's own samples, the edges of the filter apart.
    private static void AssertIsTone(ReadOnlySpan<short> samples, double frequency)
    {
        double error = 0;
        int edge = 100;
        for (int i = edge; i < samples.Length - edge; i++)
            error = Math.Max(error, Math.Abs(samples[i] - (12000 * Math.Sin(2 * Math.PI * frequency * i / 16000))));
        Assert.InRange(error, 0, 120);
    }

    private static double Rms(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (short s in samples)
            sum += (double)s * s;
        return Math.Sqrt(sum / samples.Length);
    }

    private sealed class WarningLog : ILogger<PromptLibrary>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Add(formatter(state, exception));
        }
    }
}
