using System.Globalization;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Cuts a byte stream into messages by their Content-Length (RFC 3261 §18.3). One reader; storage grows to the limits.</summary>
internal sealed class SipStreamFramer
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    public enum Result
    {
        NeedMore,
        Message,

        /// <summary>CR LF CR LF between messages: the peer expects CR LF back (RFC 5626 §3.5.1).</summary>
        Ping,

        /// <summary>The stream cannot be followed any further; close it.</summary>
        Broken,
    }

    public bool IsEmpty => _start == _end;

    /// <summary>Room to receive into; follow with <see cref="Advance"/>.</summary>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, SipParser.MaxHeadBytes + SipParser.MaxMessageBytes));
        return _buffer.AsMemory(_end);
    }

    public void Advance(int bytes) => _end += bytes;

    /// <summary>Takes the next message; the span is valid until <see cref="Room"/>.</summary>
    public Result TryNext(out ReadOnlySpan<byte> message)
    {
        message = default;
        var pending = _buffer.AsSpan(_start, _end - _start);
        if (pending.StartsWith("\r\n\r\n"u8))
        {
            _start += 4;
            return Result.Ping;
        }
        if (pending.StartsWith("\r\n"u8) && pending.Length > 2 && pending[2] != (byte)'\r')
        {
            _start += 2;
            pending = pending[2..];
        }
        var headEnd = pending.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return pending.Length > SipParser.MaxHeadBytes ? Result.Broken : Result.NeedMore;
        var length = headEnd + 4 + ContentLength(pending[..(headEnd + 2)]);
        if (length < headEnd + 4 || length > SipParser.MaxMessageBytes)
            return Result.Broken;
        if (pending.Length < length)
            return Result.NeedMore;
        message = pending[..length];
        _start += length;
        return Result.Message;
    }

    /// <summary>Over a stream the header must be there (RFC 3261 §20.14); <see cref="int.MinValue"/> when it is not, or is no number.</summary>
    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var feed = head.IndexOf((byte)'\n');
            var line = feed < 0 ? head : head[..feed];
            head = feed < 0 ? default : head[(feed + 1)..];
            var colon = line.IndexOf((byte)':');
            if (colon < 1 || SipHeaders.Parse(line[..colon].TrimEnd(" \t"u8)) != SipHeader.ContentLength)
                continue;
            var value = line[(colon + 1)..].Trim(" \t\r"u8);
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : int.MinValue;
        }
        return int.MinValue;
    }
}
