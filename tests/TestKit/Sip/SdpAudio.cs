using System.Globalization;
using System.Net;
using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Sip;

/// <summary>The one audio stream of an offer or answer (RFC 8866): where, which law, key events, direction.</summary>
public sealed record SdpAudio
{
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Offered laws in order of preference; one in an answer.</summary>
    public required IReadOnlyList<G711Law> Laws { get; init; }

    /// <summary>Payload type of telephone-event; null where RFC 4733 is not spoken.</summary>
    public byte? EventPayloadType { get; init; }

    public string Direction { get; init; } = "sendrecv";

    public string ToSdp(int version)
    {
        string types = string.Join(' ', Laws.Select(l => ((int)l).ToString(CultureInfo.InvariantCulture)));
        string maps = string.Concat(Laws.Select(l => $"a=rtpmap:{(int)l} {(l == G711Law.Mu ? "PCMU" : "PCMA")}/8000\r\n"));
        string events = EventPayloadType is { } type ? $"a=rtpmap:{type} telephone-event/8000\r\na=fmtp:{type} 0-15\r\n" : "";
        return "v=0\r\n"
            + $"o=caller 1 {version} IN IP4 {EndPoint.Address}\r\ns=-\r\nc=IN IP4 {EndPoint.Address}\r\nt=0 0\r\n"
            + $"m=audio {EndPoint.Port} RTP/AVP {types}{(EventPayloadType is { } t ? $" {t}" : "")}\r\n"
            + $"{maps}{events}a=ptime:20\r\na={Direction}\r\n";
    }

    /// <exception cref="FormatException">There is no usable audio stream in the text.</exception>
    public static SdpAudio Parse(string sdp)
    {
        string[] lines = sdp.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string media = lines.FirstOrDefault(l => l.StartsWith("m=audio ", StringComparison.Ordinal))
            ?? throw new FormatException($"No audio stream in: {sdp}");
        string connection = lines.LastOrDefault(l => l.StartsWith("c=IN IP4 ", StringComparison.Ordinal))
            ?? throw new FormatException($"No connection line in: {sdp}");
        string[] fields = media.Split(' ');
        int[] types = [.. fields.Skip(3).Select(t => int.Parse(t, CultureInfo.InvariantCulture))];
        string? events = lines.FirstOrDefault(l => l.StartsWith("a=rtpmap:", StringComparison.Ordinal)
            && l.Contains("telephone-event/8000", StringComparison.OrdinalIgnoreCase));
        return new SdpAudio
        {
            EndPoint = new IPEndPoint(IPAddress.Parse(connection[9..]), int.Parse(fields[1], CultureInfo.InvariantCulture)),
            Laws = [.. types.Where(t => t is (int)G711Law.Mu or (int)G711Law.A).Select(t => (G711Law)t)],
            EventPayloadType = events is null ? null : byte.Parse(events[9..events.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
            Direction = lines.Select(l => l.Replace("a=", "", StringComparison.Ordinal))
                .FirstOrDefault(l => l is "sendrecv" or "sendonly" or "recvonly" or "inactive") ?? "sendrecv",
        };
    }
}
