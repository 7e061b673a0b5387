namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Who may send, seen from the side whose description carries it (RFC 8866 §6.7).</summary>
public enum MediaDirection
{
    SendReceive,
    SendOnly,
    ReceiveOnly,
    Inactive,
}

public static class MediaDirectionExtensions
{
    /// <summary>The same stream seen from the other end: what one sends the other receives.</summary>
    public static MediaDirection Reversed(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => MediaDirection.ReceiveOnly,
        MediaDirection.ReceiveOnly => MediaDirection.SendOnly,
        _ => direction,
    };

    public static bool Sends(this MediaDirection direction) =>
        direction is MediaDirection.SendReceive or MediaDirection.SendOnly;

    public static bool Receives(this MediaDirection direction) =>
        direction is MediaDirection.SendReceive or MediaDirection.ReceiveOnly;

    /// <summary>What is left when both sides' wishes must hold.</summary>
    public static MediaDirection And(this MediaDirection one, MediaDirection other) =>
        (one.Sends() && other.Sends(), one.Receives() && other.Receives()) switch
        {
            (true, true) => MediaDirection.SendReceive,
            (true, false) => MediaDirection.SendOnly,
            (false, true) => MediaDirection.ReceiveOnly,
            _ => MediaDirection.Inactive,
        };

    internal static string ToAttribute(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.ReceiveOnly => "recvonly",
        MediaDirection.Inactive => "inactive",
        _ => "sendrecv",
    };

    internal static bool TryParseAttribute(ReadOnlySpan<char> name, out MediaDirection direction)
    {
        (var known, direction) = name switch
        {
            "sendrecv" => (true, MediaDirection.SendReceive),
            "sendonly" => (true, MediaDirection.SendOnly),
            "recvonly" => (true, MediaDirection.ReceiveOnly),
            "inactive" => (true, MediaDirection.Inactive),
            _ => (false, MediaDirection.SendReceive),
        };
        return known;
    }
}
