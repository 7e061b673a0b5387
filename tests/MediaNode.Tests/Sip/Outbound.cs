using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>Calls of the stack's to a test's peer.</summary>
internal static class Outbound
{
    public static SipOutboundRequest To(WirePeer callee, string parameters = "") => new()
    {
        Target = Uri($"sip:+4930123456@127.0.0.1:{callee.Port}{parameters}"),
        FromUser = "+48223500908",
        FromDisplayName = "Room \"100200\"",
        Offer = SipTestBed.SessionFor(null),
    };

    public static SipUri Uri(string text) => SipUri.TryParse(text, out var uri) ? uri : throw new FormatException(text);
}
