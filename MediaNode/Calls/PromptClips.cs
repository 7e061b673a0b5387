using System.Collections.Concurrent;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Prompts as the engine plays them; each is decoded once and shared by all calls.</summary>
public sealed class PromptClips(PromptLibrary library)
{
    private readonly ConcurrentDictionary<PromptPiece, AudioClip?> _clips = new();

    /// <summary>The clips of a sequence; a prompt that exists nowhere is left out.</summary>
    public IReadOnlyList<AudioClip> Of(PromptSequence sequence)
    {
        var clips = new List<AudioClip>(sequence.Pieces.Length);
        foreach (var piece in sequence.Pieces)
        {
            if (_clips.GetOrAdd(piece, Load) is { } clip)
                clips.Add(clip);
        }

        return clips;
    }

    public IReadOnlyList<AudioClip> Of(Language language, PromptId prompt) => Of(PromptSequence.Of(language, prompt));

    private AudioClip? Load(PromptPiece piece) =>
        library.TryGet(piece.Language, piece.Id, out var audio) ? new AudioClip(audio.Samples, audio.SampleRate) : null;
}
