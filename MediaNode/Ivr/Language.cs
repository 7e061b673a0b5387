namespace OrleansConf.MediaNode.Ivr;

/// <summary>A language in which callers are spoken to. English stands in for what another language lacks.</summary>
public enum Language
{
    English = 0,
    German = 1,
    Spanish = 2,
    French = 3,
    Italian = 4,
    Polish = 5,
}
