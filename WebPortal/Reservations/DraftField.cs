namespace OrleansConf.WebPortal.Reservations;

/// <summary>The field of the schedule form at which a message appears.</summary>
public enum DraftField
{
    Form,
    Title,
    Start,
    End,
    TimeZone,
    Callers,
    Invitees,
    Repeat,
}
