using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>
/// Reads SDP line by line. Tolerant in what peers get wrong without harm (bare LF, missing <c>s=</c> or <c>t=</c>, unknown
/// lines), strict in what the negotiation stands on.
/// </summary>
internal static class SdpReader
{
    public const int MaxBytes = 32 * 1024;
    public const int MaxLines = 1000;
    public const int MaxMedia = 32;
    public const int MaxFormats = 64;

    public static bool TryRead(string text, [NotNullWhen(true)] out SessionDescription? session)
    {
        session = null;
        if (text.Length > MaxBytes || !text.StartsWith("v=0", StringComparison.Ordinal))
            return false;
        var head = new SessionHead();
        var media = ImmutableArray.CreateBuilder<MediaDescription>(2);
        SectionReader? section = null;
        var lines = 0;
        foreach (var rawLine in text.AsSpan().EnumerateLines())
        {
            var line = rawLine.TrimEnd();
            if (line.IsEmpty)
                continue;
            if (++lines > MaxLines || line.Length < 2 || line[1] != '=')
                return false;
            var value = line[2..].TrimStart();
            if (line[0] == 'm')
            {
                if (section is not null)
                    media.Add(section.Build());
                if (media.Count == MaxMedia || !SectionReader.TryStart(value, out section))
                    return false;
            }
            else if (!(section is null ? head.TryLine(line[0], value) : section.TryLine(line[0], value)))
            {
                return false;
            }
        }
        if (section is not null)
            media.Add(section.Build());
        if (head.Origin is null)
            return false;
        session = new SessionDescription
        {
            Origin = head.Origin,
            Name = head.Name,
            ConnectionAddress = head.ConnectionAddress,
            Timing = head.Timing,
            Direction = head.Direction,
            Media = media.ToImmutable(),
        };
        return true;
    }

    /// <summary>Reads <c>IN IP4 address[/ttl]</c>; null when it is something else.</summary>
    internal static string? ParseConnection(ReadOnlySpan<char> value)
    {
        Span<Range> parts = stackalloc Range[4];
        if (value.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries) != 3)
            return null;
        var type = value[parts[1]];
        if (!value[parts[0]].Equals("IN", StringComparison.OrdinalIgnoreCase)
            || !(type.Equals("IP4", StringComparison.OrdinalIgnoreCase) || type.Equals("IP6", StringComparison.OrdinalIgnoreCase)))
            return null;
        var address = value[parts[2]];
        var slash = address.IndexOf('/');
        return (slash < 0 ? address : address[..slash]).ToString();
    }

    internal static bool TryNumber(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    private sealed class SessionHead
    {
        public SdpOrigin? Origin { get; private set; }
        public string Name { get; private set; } = "-";
        public string Timing { get; private set; } = "0 0";
        public string? ConnectionAddress { get; private set; }
        public MediaDirection? Direction { get; private set; }

        public bool TryLine(char type, ReadOnlySpan<char> value)
        {
            switch (type)
            {
                case 'o':
                    Origin ??= SdpOrigin.Parse(value);
                    return Origin is not null;
                case 's':
                    Name = value.IsEmpty ? "-" : value.ToString();
                    return true;
                case 't':
                    Timing = value.ToString();
                    return true;
                case 'c':
                    ConnectionAddress = ParseConnection(value);
                    return ConnectionAddress is not null;
                case 'a' when MediaDirectionExtensions.TryParseAttribute(value, out var direction):
                    Direction = direction;
                    return true;
                default:
                    return true;
            }
        }
    }

    private sealed class SectionReader
    {
        private readonly ImmutableArray<string>.Builder _tokens = ImmutableArray.CreateBuilder<string>();
        private readonly ImmutableArray<string>.Builder _attributes = ImmutableArray.CreateBuilder<string>();
        private readonly Dictionary<int, RtpFormat> _rtpMaps = [];
        private readonly Dictionary<int, string> _fmtps = [];
        private MediaDescription _media = null!;

        public static bool TryStart(ReadOnlySpan<char> value, [NotNullWhen(true)] out SectionReader? section)
        {
            section = null;
            Span<Range> parts = stackalloc Range[MaxFormats + 4];
            var count = value.Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries);
            if (count is < 4 or > MaxFormats + 3)
                return false;
            var port = value[parts[1]];
            var slash = port.IndexOf('/');
            if (slash >= 0)
                port = port[..slash];
            if (!TryNumber(port, 65535, out var portNumber))
                return false;
            section = new SectionReader();
            for (var i = 3; i < count; i++)
                section._tokens.Add(value[parts[i]].ToString());
            section._media = new MediaDescription
            {
                Kind = value[parts[0]].ToString().ToLowerInvariant(),
                Port = portNumber,
                Protocol = value[parts[2]].ToString(),
                FormatTokens = section._tokens.ToImmutable(),
            };
            return true;
        }

        public bool TryLine(char type, ReadOnlySpan<char> value)
        {
            if (type == 'a')
                ReadAttribute(value);
            else if (type == 'c' && ParseConnection(value) is { } address)
                _media = _media with { ConnectionAddress = address };
            else if (type == 'c')
                return false;
            return true;
        }

        public MediaDescription Build()
        {
            var formats = ImmutableArray.CreateBuilder<RtpFormat>(_tokens.Count);
            foreach (var token in _tokens)
            {
                if (!TryNumber(token, 127, out var payloadType))
                    continue;
                var format = _rtpMaps.GetValueOrDefault(payloadType) ?? RtpFormat.FromStaticPayloadType(payloadType);
                if (format is not null)
                    formats.Add(_fmtps.TryGetValue(payloadType, out var fmtp) ? format with { Fmtp = fmtp } : format);
            }
            return _media with { Formats = formats.ToImmutable(), Attributes = _attributes.ToImmutable() };
        }

        private void ReadAttribute(ReadOnlySpan<char> attribute)
        {
            var colon = attribute.IndexOf(':');
            var name = colon < 0 ? attribute : attribute[..colon];
            var value = colon < 0 ? default : attribute[(colon + 1)..].Trim();
            if (MediaDirectionExtensions.TryParseAttribute(name, out var direction))
                _media = _media with { Direction = direction };
            else if (name is "rtpmap")
                ReadRtpMap(value);
            else if (name is "fmtp")
                ReadFmtp(value);
            else if (name is "ptime" && TryMilliseconds(value, out var ptimeMs))
                _media = _media with { PtimeMs = ptimeMs };
            else if (name is "maxptime" && TryMilliseconds(value, out var maxPtimeMs))
                _media = _media with { MaxPtimeMs = maxPtimeMs };
            else if (name is "rtcp")
                ReadRtcp(value);
            else
                _attributes.Add(attribute.ToString());
        }

        /// <summary><c>PT name/clock[/channels]</c></summary>
        private void ReadRtpMap(ReadOnlySpan<char> value)
        {
            var space = value.IndexOf(' ');
            if (space < 0 || !TryNumber(value[..space], 127, out var payloadType))
                return;
            Span<Range> parts = stackalloc Range[4];
            var encoding = value[(space + 1)..].Trim();
            var count = encoding.Split(parts, '/');
            if (count is < 2 or > 3 || encoding[parts[0]].IsEmpty || !TryNumber(encoding[parts[1]], 1_000_000, out var clockRate) || clockRate == 0)
                return;
            var channels = 1;
            if (count == 3 && !TryNumber(encoding[parts[2]], 8, out channels))
                return;
            // The first map of a type wins, so a peer cannot redefine what came before it.
            _rtpMaps.TryAdd(payloadType, new RtpFormat(payloadType, encoding[parts[0]].ToString(), clockRate, channels));
        }

        private void ReadFmtp(ReadOnlySpan<char> value)
        {
            var space = value.IndexOf(' ');
            if (space > 0 && TryNumber(value[..space], 127, out var payloadType))
                _fmtps.TryAdd(payloadType, value[(space + 1)..].Trim().ToString());
        }

        /// <summary><c>port [IN IP4 address]</c> (RFC 3605)</summary>
        private void ReadRtcp(ReadOnlySpan<char> value)
        {
            var space = value.IndexOf(' ');
            if (!TryNumber(space < 0 ? value : value[..space], 65535, out var port) || port == 0)
                return;
            _media = _media with { RtcpPort = port };
            if (space > 0 && ParseConnection(value[(space + 1)..]) is { } text && IPAddress.TryParse(text, out var address))
                _media = _media with { RtcpAddress = address };
        }

        /// <summary>Whole milliseconds; some peers write 20.0 and mean 20.</summary>
        private static bool TryMilliseconds(ReadOnlySpan<char> value, out int ms)
        {
            var dot = value.IndexOf('.');
            return TryNumber(dot < 0 ? value : value[..dot], 1000, out ms) && ms > 0;
        }
    }
}
