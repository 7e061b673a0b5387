namespace OrleansConf.WebPortal.Reservations;

/// <summary>How the form lets a conference repeat; each choice is one kind of RFC 5545 rule.</summary>
public enum Repeat
{
    Once,
    Daily,
    Workdays,
    Weekly,
    EveryOtherWeek,
    Monthly,

    /// <summary>A rule that the form has no words for, e.g. of an imported series; kept as it is.</summary>
    Other,
}
