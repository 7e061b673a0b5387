namespace OrleansConf.MediaNode.Ivr;

internal enum EntryEnd
{
    Entered,
    NoInput,

    /// <summary>'*' after digits: the caller begins anew.</summary>
    Cleared,

    /// <summary>'*' with nothing keyed in.</summary>
    StarOnEmpty,
}
