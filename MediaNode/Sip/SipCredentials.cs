namespace OrleansConf.MediaNode.Sip;

/// <summary>Name and secret for a digest challenge (RFC 8760). Never printed.</summary>
public sealed record SipCredentials(string UserName, string Password)
{
    public override string ToString() => $"SipCredentials {{ UserName = {UserName} }}";
}
