namespace OrleansConf.MediaNode.Sip;

/// <summary>The stack could not listen. The message is one clear line with address, port and cause.</summary>
public sealed class SipBindException : Exception
{
    public SipBindException()
    {
    }

    public SipBindException(string message) : base(message)
    {
    }

    public SipBindException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
