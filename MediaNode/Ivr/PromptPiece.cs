namespace OrleansConf.MediaNode.Ivr;

/// <summary>One piece of a sequence. The language rides with it because a language menu speaks several.</summary>
public readonly record struct PromptPiece(Language Language, PromptId Id);
