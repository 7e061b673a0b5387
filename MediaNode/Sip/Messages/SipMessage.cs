using System.Globalization;
using System.Text;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>
/// A message as received: one buffer and an index of its headers; values are decoded when asked for. Immutable once parsed.
/// </summary>
public abstract class SipMessage
{
    private readonly byte[] _bytes;
    private readonly HeaderSlot[] _slots;
    private readonly int _bodyStart;
    private readonly int _bodyLength;

    private protected SipMessage(in ParsedParts parts)
    {
        _bytes = parts.Bytes;
        _slots = parts.Slots;
        _bodyStart = parts.BodyStart;
        _bodyLength = parts.BodyLength;
        Defect = parts.Defect;
    }

    /// <summary>The first thing found wrong, fit for a reason phrase; null in a well-formed message.</summary>
    public string? Defect { get; private protected set; }

    public ReadOnlyMemory<byte> Body => _bytes.AsMemory(_bodyStart, _bodyLength);

    /// <summary>The topmost Via, or null when it is missing or malformed.</summary>
    public ViaHeader? TopVia { get; private set; }

    public NameAddr? From { get; private set; }

    public NameAddr? To { get; private set; }

    public string CallId { get; private set; } = "";

    public uint CSeqNumber { get; private set; }

    /// <summary>The method named in CSeq.</summary>
    public string CSeqMethod { get; private set; } = "";

    internal int HeaderCount => _slots.Length;

    public bool Has(SipHeader header) => CountOf(header) > 0;

    /// <summary>Header lines of that name; a line may hold a list.</summary>
    public int CountOf(SipHeader header)
    {
        var count = 0;
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Header == header)
                count++;
        }
        return count;
    }

    /// <summary>The first line's value without surrounding white space, or null.</summary>
    public string? Text(SipHeader header)
    {
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Header == header)
                return Decode(slot);
        }
        return null;
    }

    /// <summary>The elements of all lines of that name in order, comma lists taken apart.</summary>
    public List<string> Elements(SipHeader header)
    {
        var elements = new List<string>();
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Header != header)
                continue;
            ReadOnlySpan<char> rest = Decode(slot);
            while (SipText.TryNextElement(ref rest, out var element))
                elements.Add(element.ToString());
        }
        return elements;
    }

    /// <summary>The addresses of a list header such as Contact or Record-Route; malformed ones are left out.</summary>
    public List<NameAddr> Addresses(SipHeader header)
    {
        var addresses = new List<NameAddr>();
        foreach (var element in Elements(header))
        {
            if (NameAddr.TryParse(element, out var address))
                addresses.Add(address);
        }
        return addresses;
    }

    /// <summary>True when a list header such as Supported names that token.</summary>
    public bool HasToken(SipHeader header, string token)
    {
        if (!Has(header))
            return false;
        foreach (var element in Elements(header))
        {
            if (element.Equals(token, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>True when the sender knows that extension: it says so in Supported, or demands it.</summary>
    public bool Supports(string optionTag) => HasToken(SipHeader.Supported, optionTag) || HasToken(SipHeader.Require, optionTag);

    /// <summary>True when the body is of that type, whatever its parameters.</summary>
    public bool IsContentType(string mediaType)
    {
        if (Text(SipHeader.ContentType) is not { } type)
            return false;
        var semicolon = type.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? type : type.AsSpan(0, semicolon)).Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A whole number of seconds, parameters and comments cut off (Retry-After, Session-Expires).</summary>
    public TimeSpan? Seconds(SipHeader header)
    {
        if (Text(header) is not { } text)
            return null;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return uint.TryParse(digits < 0 ? text : text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    /// <summary>A parameter behind the first semicolon of a header, or null.</summary>
    internal string? ParameterOf(SipHeader header, string name)
    {
        var text = Text(header) ?? "";
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        return semicolon < 0 ? null : SipText.Parameter(text.AsSpan(semicolon + 1), name);
    }

    /// <summary>Copies all lines of that header as received, for the echo that a response owes its request.</summary>
    internal void CopyTo(SipWriter writer, SipHeader header)
    {
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Header == header)
                writer.Header(header, Value(slot));
        }
    }

    internal ReadOnlySpan<byte> RawValue(int index) => Value(_slots[index]);

    internal SipHeader HeaderAt(int index) => _slots[index].Header;

    /// <summary>Reads the headers that every message must have; the first problem becomes the <see cref="Defect"/>.</summary>
    private protected void ReadCommonHeaders()
    {
        ReadTopVia();
        From = ReadAddress(SipHeader.From);
        To = ReadAddress(SipHeader.To);
        CallId = Text(SipHeader.CallId) ?? "";
        if (CallId.Length == 0 || CountOf(SipHeader.CallId) > 1)
            Spoil("Bad Call-ID");
        ReadCSeq();
        if (CountOf(SipHeader.MaxForwards) > 1)
            Spoil("Repeated Max-Forwards");
    }

    private protected void Spoil(string defect) => Defect ??= defect;

    private protected string Decode(in HeaderSlot slot) => Encoding.UTF8.GetString(Value(slot));

    private ReadOnlySpan<byte> Value(in HeaderSlot slot) => _bytes.AsSpan(slot.ValueStart, slot.ValueLength);

    private void ReadTopVia()
    {
        ReadOnlySpan<char> rest = Text(SipHeader.Via);
        if (SipText.TryNextElement(ref rest, out var element) && ViaHeader.TryParse(element, out var via))
            TopVia = via;
        else
            Spoil("Bad Via");
    }

    private NameAddr? ReadAddress(SipHeader header)
    {
        if (CountOf(header) == 1 && NameAddr.TryParse(Text(header), out var address))
            return address;
        Spoil(header == SipHeader.From ? "Bad From" : "Bad To");
        return null;
    }

    /// <summary>CSeq = 1*DIGIT LWS Method; the number is below 2^31 (RFC 3261 §8.1.1.5).</summary>
    private void ReadCSeq()
    {
        var text = Text(SipHeader.CSeq) ?? "";
        var space = text.AsSpan().IndexOfAny(" \t");
        if (space < 1 || CountOf(SipHeader.CSeq) > 1
            || !uint.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > int.MaxValue)
        {
            Spoil("Bad CSeq");
            return;
        }
        CSeqNumber = number;
        CSeqMethod = text[space..].Trim();
        if (!SipText.IsToken(CSeqMethod))
            Spoil("Bad CSeq");
    }

    /// <summary>One header line; offsets into the message's buffer.</summary>
    internal readonly record struct HeaderSlot(SipHeader Header, int NameStart, int NameLength, int ValueStart, int ValueLength);

    /// <summary>What the parser hands to the message it made.</summary>
    internal readonly record struct ParsedParts(byte[] Bytes, HeaderSlot[] Slots, int BodyStart, int BodyLength, string? Defect);
}
