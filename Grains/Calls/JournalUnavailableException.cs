namespace OrleansConf.Grains.Calls;

/// <summary>The journal's database did not answer in time; what was to be written may or may not be stored, and can be repeated.</summary>
[GenerateSerializer, Alias("conf.journal-unavailable")]
public sealed class JournalUnavailableException : Exception
{
    public JournalUnavailableException()
    {
    }

    public JournalUnavailableException(string message)
        : base(message)
    {
    }

    public JournalUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
