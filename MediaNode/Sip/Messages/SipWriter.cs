using System.Globalization;
using System.Text;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>Writes one message into a growing buffer. Not for two threads at once; <see cref="Rent"/> gives each its own.</summary>
internal sealed class SipWriter
{
    [ThreadStatic]
    private static SipWriter? _shared;

    private byte[] _buffer = new byte[2048];
    private int _length;

    /// <summary>This thread's writer, emptied. <see cref="Finish"/> it before renting again.</summary>
    public static SipWriter Rent()
    {
        var writer = _shared ??= new SipWriter();
        writer._length = 0;
        return writer;
    }

    public SipWriter Text(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        return this;
    }

    public SipWriter Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
        return this;
    }

    public SipWriter Number(long number)
    {
        Reserve(20);
        number.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    public SipWriter Line() => Raw("\r\n"u8);

    public SipWriter Header(SipHeader header, ReadOnlySpan<byte> value) => Raw(SipHeaders.Name(header)).Raw(": "u8).Raw(value).Line();

    /// <summary>A header of our own; a line end within the value becomes a blank, so that no value can add a header.</summary>
    public SipWriter Header(SipHeader header, ReadOnlySpan<char> value)
    {
        Raw(SipHeaders.Name(header)).Raw(": "u8);
        var start = _length;
        Text(value);
        var written = _buffer.AsSpan(start, _length - start);
        written.Replace((byte)'\r', (byte)' ');
        written.Replace((byte)'\n', (byte)' ');
        return Line();
    }

    /// <summary>Ends the headers: Content-Type when there is a body, Content-Length, the empty line, the body.</summary>
    public byte[] Finish(string? contentType = null, ReadOnlySpan<byte> body = default)
    {
        if (contentType is not null && !body.IsEmpty)
            Header(SipHeader.ContentType, contentType);
        Raw("Content-Length: "u8).Number(body.Length).Line().Line().Raw(body);
        return _buffer.AsSpan(0, _length).ToArray();
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}
