using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>A key map as it is written in JSON; <see cref="KeypadMap.TryParse"/> judges it.</summary>
internal sealed record KeyMapFile
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public required string Name { get; init; }

    public required string Prefix { get; init; }

    public bool StaysOpen { get; init; }

    public double TimeoutSeconds { get; init; } = 5;

    public required Dictionary<string, string> Everyone { get; init; }

    public Dictionary<string, string> Moderators { get; init; } = [];
}
