namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>
/// The <c>o=</c> line (RFC 8866 §5.2). The numbers stay text: peers send values wider than 64 bits, and all that matters
/// is whether they changed.
/// </summary>
public sealed record SdpOrigin(string Username, string SessionId, string SessionVersion, string AddressType, string Address)
{
    internal static SdpOrigin? Parse(ReadOnlySpan<char> value)
    {
        Span<Range> parts = stackalloc Range[7];
        var count = value.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count != 6)
            return null;
        return new SdpOrigin(
            value[parts[0]].ToString(), value[parts[1]].ToString(), value[parts[2]].ToString(),
            value[parts[4]].ToString(), value[parts[5]].ToString());
    }

    public override string ToString() => $"{Username} {SessionId} {SessionVersion} IN {AddressType} {Address}";
}
