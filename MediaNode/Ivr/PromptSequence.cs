using System.Collections.Immutable;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Pieces to play one after the other without a gap of their own; immutable.</summary>
public sealed class PromptSequence
{
    public static readonly PromptSequence Empty = new([]);

    private PromptSequence(ImmutableArray<PromptPiece> pieces) => Pieces = pieces;

    public ImmutableArray<PromptPiece> Pieces { get; }

    public static PromptSequence Of(Language language, params ReadOnlySpan<PromptId> ids) => Empty.Then(language, ids);

    public PromptSequence Then(Language language, params ReadOnlySpan<PromptId> ids)
    {
        var pieces = Pieces.ToBuilder();
        foreach (var id in ids)
            pieces.Add(new PromptPiece(language, id));
        return new PromptSequence(pieces.ToImmutable());
    }

    public PromptSequence Then(PromptSequence next) =>
        next.Pieces.IsEmpty ? this : Pieces.IsEmpty ? next : new PromptSequence(Pieces.AddRange(next.Pieces));

    /// <summary>For logs and test failures: "en/goodbye pl/number-5".</summary>
    public override string ToString() => string.Join(' ', Pieces.Select(p => $"{p.Language.Code()}/{p.Id.Name}"));
}
