using System.Diagnostics.CodeAnalysis;
using OrleansConf.MediaNode.Codecs;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>The prompts' audio: decoded on first use, then shared by all calls. Any thread, off the media path.</summary>
/// <remarks>
/// Built in are <c>&lt;language&gt;/&lt;id&gt;.g722</c> and <c>sounds/&lt;id&gt;.g722</c>. A provider replaces any of them by a
/// <c>.wav</c> (PCM16 mono, 8, 16 or 48 kHz) or <c>.g722</c> of that name in its own folder. Files are read once; see <see cref="Reload"/>.
/// </remarks>
/// <param name="builtInFolder">Usually <see cref="DefaultFolder"/>.</param>
/// <param name="overridesFolder">The provider's folder; need not exist.</param>
/// <param name="cacheBytes">Decoded audio kept at most; beyond it the least recently used goes.</param>
public sealed partial class PromptLibrary(
    string builtInFolder, string? overridesFolder, ILogger<PromptLibrary> logger, long cacheBytes = PromptLibrary.DefaultCacheBytes)
{
    /// <summary>Two to three languages in full; all six decoded at once would be some 60 MB.</summary>
    public const long DefaultCacheBytes = 32L << 20;

    /// <summary>More than 20 minutes of wideband audio are no prompt.</summary>
    private const long MaxFileBytes = 10L << 20;

    private const string SoundsFolder = "sounds";

    private static readonly PromptAudio Silence = new(new short[PromptAudio.DefaultSampleRate / 8]);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Folder, string Name), LinkedListNode<CachedPrompt>> _cache = [];
    private readonly LinkedList<CachedPrompt> _recent = new();
    private long _bytes;

    /// <summary>The prompts beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "Prompts");

    /// <summary>Decoded audio held now, in bytes.</summary>
    public long CachedBytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>The audio of a piece, in English if the language lacks it; false if nobody recorded it.</summary>
    public bool TryGet(Language language, PromptId id, [NotNullWhen(true)] out PromptAudio? audio)
    {
        if (id == PromptIds.Pause)
        {
            audio = Silence;
            return true;
        }

        if (PromptCatalog.Sounds.Contains(id))
            audio = Find(SoundsFolder, id);
        else
            audio = Find(language.Code(), id) ?? (language == Language.English ? null : Find(Language.English.Code(), id));
        return audio is not null;
    }

    /// <summary>Forgets everything read, so that files changed since are heard from now on.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            _cache.Clear();
            _recent.Clear();
            _bytes = 0;
        }
    }

    private PromptAudio? Find(string folder, PromptId id)
    {
        var key = (folder, id.Name);
        lock (_lock)
        {
            if (_cache.TryGetValue(key, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Audio;
            }
        }

        // Outside the lock: two calls may decode the same file once each, none waits for another's file.
        var audio = Load(folder, id);
        lock (_lock)
        {
            if (_cache.TryGetValue(key, out var other))
                return other.Value.Audio;
            var added = _recent.AddFirst(new CachedPrompt(key, audio));
            _cache.Add(key, added);
            _bytes += added.Value.Bytes;
            Trim();
        }

        return audio;
    }

    private void Trim()
    {
        while (_bytes > cacheBytes && _recent.Count > 1)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _cache.Remove(oldest.Key);
            _bytes -= oldest.Bytes;
        }
    }

    private PromptAudio? Load(string folder, PromptId id)
    {
        // Names also arrive in messages; only a plain name may become a path.
        if (string.IsNullOrEmpty(id.Name) || id.Name.AsSpan().IndexOfAnyExcept(NameCharacters) >= 0)
            return null;

        if (overridesFolder is not null)
        {
            foreach (string extension in (ReadOnlySpan<string>)[".wav", ".g722"])
            {
                string file = Path.Combine(overridesFolder, folder, id.Name + extension);
                if (File.Exists(file) && TryRead(file, out var replacement))
                {
                    LogOverride(logger, id.Name, folder, file);
                    return replacement;
                }
            }
        }

        string builtIn = Path.Combine(builtInFolder, folder, id.Name + ".g722");
        if (File.Exists(builtIn) && TryRead(builtIn, out var audio))
            return audio;

        if (folder is SoundsFolder or "en")
            LogMissing(logger, id.Name);
        else
            LogMissingInLanguage(logger, id.Name, folder);
        return null;
    }

    private bool TryRead(string file, [NotNullWhen(true)] out PromptAudio? audio)
    {
        audio = null;
        string? error = null;
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
                error = $"is larger than {MaxFileBytes >> 20} MB";
            else if (!TryDecode(file, out audio, out string decodeError))
                error = decodeError;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = "cannot be read: " + e.Message;
        }

        if (error is not null)
            LogBadFile(logger, file, error);
        return audio is not null;
    }

    private static bool TryDecode(string file, [NotNullWhen(true)] out PromptAudio? audio, out string error)
    {
        audio = null;
        byte[] bytes = File.ReadAllBytes(file);
        short[] samples;
        if (file.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
        {
            if (!WaveFile.TryRead(bytes, out samples, out int sampleRate, out error))
                return false;
            samples = PromptResampler.To16Khz(samples, sampleRate);
        }
        else
        {
            if (bytes.Length == 0)
            {
                error = "is empty";
                return false;
            }

            if (bytes.AsSpan().StartsWith("RIFF"u8))
            {
                error = "is a WAV file; name it .wav";
                return false;
            }

            samples = new short[bytes.Length * 2];
            new G722Decoder().Decode(bytes, samples);
        }

        error = "";
        audio = new PromptAudio(samples);
        return true;
    }

    private static ReadOnlySpan<char> NameCharacters => "abcdefghijklmnopqrstuvwxyz0123456789-";

    private readonly record struct CachedPrompt((string Folder, string Name) Key, PromptAudio? Audio)
    {
        public long Bytes => 2L * (Audio?.Samples.Length ?? 0);
    }
}
