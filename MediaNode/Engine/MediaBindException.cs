namespace OrleansConf.MediaNode.Engine;

/// <summary>The configured UDP ports cannot be opened; the message is one line for the operator.</summary>
public sealed class MediaBindException : Exception
{
    public MediaBindException(string message)
        : base(message)
    {
    }

    public MediaBindException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public MediaBindException()
    {
    }
}
