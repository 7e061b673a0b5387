namespace OrleansConf.MediaNode.Ivr;

/// <summary>What <see cref="Phrases.Count"/> counts.</summary>
public enum CountedNoun
{
    Participants = 0,
    Minutes = 1,
    Seconds = 2,
}
