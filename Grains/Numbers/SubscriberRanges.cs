using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace OrleansConf.Grains.Numbers;

/// <summary>Tells the provider's own subscribers, who alone may dial short codes (R-ACC-8).</summary>
public sealed class SubscriberRanges(IOptions<NumberOptions> options)
{
    private readonly ImmutableArray<SubscriberRange> _ranges =
        [.. options.Value.SubscriberRanges.Select(text => TryParse(text, out var range) ? range : default).Where(range => range.First is not null)];

    private readonly bool _localCallers = options.Value.LocalCallersAreSubscribers;

    /// <param name="callerNumber">E.164, or null when withheld or unknown.</param>
    /// <param name="sourceAddress">IP of the signalling peer.</param>
    public bool Contains(string? callerNumber, string sourceAddress)
    {
        if (callerNumber is not null)
        {
            foreach (var range in _ranges)
            {
                if (range.Contains(callerNumber))
                    return true;
            }
        }

        return _localCallers && IPAddress.TryParse(sourceAddress, out var address) && IsLocal(address);
    }

    /// <summary>Reads <c>+4822350</c> or <c>+48223500000-+48223509999</c>.</summary>
    public static bool TryParse(string text, out SubscriberRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        range = parts.Length switch
        {
            1 => new SubscriberRange(parts[0], parts[0]),
            2 when parts[0].Length == parts[1].Length && string.CompareOrdinal(parts[0], parts[1]) <= 0 => new SubscriberRange(parts[0], parts[1]),
            _ => default,
        };
        return range.First is not null && parts.All(IsE164Prefix);
    }

    private static bool IsE164Prefix(string text) => text.Length > 1 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsLocal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return true;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168)
            : address.IsIPv6LinkLocal || (bytes[0] & 0xFE) == 0xFC;
    }
}
