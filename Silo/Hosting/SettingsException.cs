namespace OrleansConf.Silo.Hosting;

/// <summary>A setting is wrong. The message is one clear line; the program prints it and ends.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message) : base(message)
    {
    }

    public SettingsException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
