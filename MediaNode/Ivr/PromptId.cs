namespace OrleansConf.MediaNode.Ivr;

/// <summary>Names one recorded piece: a sentence, a word of a composed phrase, or a sound.</summary>
/// <param name="Name">Lower case with hyphens; also the file's name without its extension.</param>
public readonly record struct PromptId(string Name)
{
    public override string ToString() => Name;
}
