namespace OrleansConf.MediaNode.Ivr;

/// <summary>Decides who gets in. The dialogue asks and passes the answer on in words.</summary>
public interface IConferenceDoor
{
    /// <summary>Tries one entry. Asking again with the same attempt number gets the first answer.</summary>
    Task<DoorAnswer> TryEntryAsync(DoorEntry entry, CancellationToken cancellationToken);
}
