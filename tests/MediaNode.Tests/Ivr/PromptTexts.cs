using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Tests.Ivr;

/// <summary>The text tables that the audio is generated from.</summary>
internal static class PromptTexts
{
    private static readonly FrozenDictionary<Language, IReadOnlyList<(string Id, string Text)>> Tables =
        Languages.All.ToFrozenDictionary(l => l, Load);

    public static IReadOnlyList<(string Id, string Text)> Of(Language language) => Tables[language];

    /// <summary>The words of a sequence as they are recorded, without its pauses.</summary>
    public static string Read(PromptSequence sequence) =>
        string.Join(' ', sequence.Pieces.Where(p => p.Id != PromptIds.Pause)
            .Select(p => Tables[p.Language].Single(row => row.Id == p.Id.Name).Text));

    private static IReadOnlyList<(string, string)> Load(Language language) =>
    [
        .. File.ReadLines(Path.Combine(Folder(), language.Code() + ".txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(cells => cells.Length == 2 ? (cells[0], cells[1]) : throw new FormatException($"{language}: {cells[0]}")),
    ];

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../MediaNode/Ivr/Texts"));
}
