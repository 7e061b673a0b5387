namespace OrleansConf.Silo.Storage;

/// <summary>The database cannot be used; the message is one line that says why.</summary>
public sealed class StorageException : Exception
{
    public StorageException()
    {
    }

    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
