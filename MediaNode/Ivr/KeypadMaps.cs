using System.Collections.Frozen;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>The key maps by name: the built-in ones, replaced and joined by a provider's files.</summary>
public sealed partial class KeypadMaps
{
    public const string Classic = "classic";
    public const string Modern = "modern";

    private readonly FrozenDictionary<string, KeypadMap> _maps;

    private KeypadMaps(Dictionary<string, KeypadMap> maps) => _maps = maps.ToFrozenDictionary();

    public IEnumerable<string> Names => _maps.Keys;

    /// <summary>The map of that name; of an unknown name, <see cref="Modern"/>.</summary>
    public KeypadMap this[string name] => _maps.TryGetValue(name, out var map) ? map : _maps[Modern];

    public bool Contains(string name) => _maps.ContainsKey(name);

    /// <summary>Reads the built-in maps and every <c>*.json</c> in the folder. A bad file stops the start.</summary>
    /// <param name="folder">Need not exist.</param>
    /// <exception cref="InvalidDataException">A file is no key map; the message says where and why.</exception>
    public static KeypadMaps Load(string? folder, ILogger<KeypadMaps> logger)
    {
        var maps = new Dictionary<string, KeypadMap>
        {
            [Classic] = BuiltIn(Classic),
            [Modern] = BuiltIn(Modern),
        };
        if (folder is not null && Directory.Exists(folder))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                AddFile(maps, file, logger);
        }

        return new KeypadMaps(maps);
    }

    private static void AddFile(Dictionary<string, KeypadMap> maps, string file, ILogger logger)
    {
        if (!KeypadMap.TryParse(File.ReadAllText(file), out var map, out string error))
            throw new InvalidDataException($"Key map {file}: {error}");
        maps[map.Name] = map;
        LogLoaded(logger, map.Name, file);
    }

    private static KeypadMap BuiltIn(string name)
    {
        using var stream = typeof(KeypadMaps).Assembly.GetManifestResourceStream($"KeyMaps.{name}.json")
            ?? throw new InvalidOperationException($"key map '{name}' is not embedded");
        using var reader = new StreamReader(stream);
        return KeypadMap.TryParse(reader.ReadToEnd(), out var map, out string error)
            ? map
            : throw new InvalidOperationException($"key map '{name}': {error}");
    }
}
