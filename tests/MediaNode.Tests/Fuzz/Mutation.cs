using System.Text;

namespace OrleansConf.MediaNode.Tests.Fuzz;

/// <summary>Damages messages: octets changed, cut out, doubled, cut off, parts of others and telling snippets put in. Repeatable by its seed.</summary>
internal sealed class Mutation(int seed, IReadOnlyList<byte[]> corpus)
{
    private const int MaxBytes = 64 * 1024;

    private static readonly byte[][] Snippets = Array.ConvertAll(
        new[]
        {
            "\r\n", "\r\n ", "\r", "\n", "\0", "\"", "\\", "<", ">", ";", ",", "=", "@", ":", "%", "%4", "[", "]", "[::1]", "SIP/2.0", "z9hG4bK",
            "Content-Length: ", "4294967296", "-1", "Via: SIP/2.0/UDP ", "a=rtpmap:", "m=audio ", "\u00e9", "\ud83d\ude00", "tel:", "sip:", "--", "\u00ff\u00ff\u00ff\u00ff",
        },
        Encoding.UTF8.GetBytes);

    private readonly Random _random = new(seed);
    private byte[] _bytes = new byte[MaxBytes];
    private byte[] _spare = new byte[MaxBytes];
    private int _length;

    /// <summary>The next damaged message; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var origin = corpus[_random.Next(corpus.Count)];
        origin.CopyTo(_bytes, 0);
        _length = origin.Length;
        for (var changes = _random.Next(1, 8); changes > 0 && _length > 0; changes--)
            Change(_random.Next(_length));
        return _bytes.AsSpan(0, _length);
    }

    private void Change(int at)
    {
        switch (_random.Next(6))
        {
            case 0:
                _bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                Insert(at, Snippets[_random.Next(Snippets.Length)]);
                break;
            case 2:
                var cut = Math.Min(_random.Next(1, 40), _length - at);
                _bytes.AsSpan(at + cut, _length - at - cut).CopyTo(_bytes.AsSpan(at));
                _length -= cut;
                break;
            case 3:
                Insert(at, _bytes.AsSpan(at, Math.Min(_random.Next(1, 60), _length - at)));
                break;
            case 4:
                _length = at;
                break;
            default:
                var other = corpus[_random.Next(corpus.Count)];
                var from = _random.Next(other.Length);
                Insert(at, other.AsSpan(from, Math.Min(_random.Next(1, 120), other.Length - from)));
                break;
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > MaxBytes)
            return;
        _bytes.AsSpan(0, at).CopyTo(_spare);
        part.CopyTo(_spare.AsSpan(at));
        _bytes.AsSpan(at, _length - at).CopyTo(_spare.AsSpan(at + part.Length));
        (_bytes, _spare) = (_spare, _bytes);
        _length += part.Length;
    }
}
