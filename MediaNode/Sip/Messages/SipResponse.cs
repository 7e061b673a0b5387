namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>A response as received. One with a <see cref="SipMessage.Defect"/> is dropped.</summary>
public sealed class SipResponse : SipMessage
{
    internal SipResponse(in ParsedParts parts, int status, string phrase) : base(parts)
    {
        Status = status;
        Phrase = phrase;
        ReadCommonHeaders();
    }

    /// <summary>100–699.</summary>
    public int Status { get; }

    public string Phrase { get; }

    public bool IsProvisional => Status < 200;

    public bool IsSuccess => Status is >= 200 and < 300;

    public override string ToString() => $"{Status} {Phrase}";
}
