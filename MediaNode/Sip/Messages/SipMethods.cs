namespace OrleansConf.MediaNode.Sip.Messages;

internal static class SipMethods
{
    /// <summary>Methods that are served, for Allow.</summary>
    public const string Allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER";

    /// <summary>Extensions that we know, for Supported, and what a peer may require of us.</summary>
    public const string Supported = "100rel, timer, norefersub";

    /// <summary>Method names are case-sensitive (RFC 3261 §7.1).</summary>
    public static SipMethod Parse(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'I', ..] when name.SequenceEqual("INVITE"u8) => SipMethod.Invite,
        [(byte)'I', ..] when name.SequenceEqual("INFO"u8) => SipMethod.Info,
        [(byte)'A', ..] when name.SequenceEqual("ACK"u8) => SipMethod.Ack,
        [(byte)'B', ..] when name.SequenceEqual("BYE"u8) => SipMethod.Bye,
        [(byte)'C', ..] when name.SequenceEqual("CANCEL"u8) => SipMethod.Cancel,
        [(byte)'O', ..] when name.SequenceEqual("OPTIONS"u8) => SipMethod.Options,
        [(byte)'U', ..] when name.SequenceEqual("UPDATE"u8) => SipMethod.Update,
        [(byte)'P', ..] when name.SequenceEqual("PRACK"u8) => SipMethod.Prack,
        [(byte)'P', ..] when name.SequenceEqual("PUBLISH"u8) => SipMethod.Publish,
        [(byte)'R', ..] when name.SequenceEqual("REFER"u8) => SipMethod.Refer,
        [(byte)'R', ..] when name.SequenceEqual("REGISTER"u8) => SipMethod.Register,
        [(byte)'N', ..] when name.SequenceEqual("NOTIFY"u8) => SipMethod.Notify,
        [(byte)'S', ..] when name.SequenceEqual("SUBSCRIBE"u8) => SipMethod.Subscribe,
        [(byte)'M', ..] when name.SequenceEqual("MESSAGE"u8) => SipMethod.Message,
        _ => SipMethod.Unknown,
    };

    public static string Name(SipMethod method) => method switch
    {
        SipMethod.Invite => "INVITE",
        SipMethod.Ack => "ACK",
        SipMethod.Bye => "BYE",
        SipMethod.Cancel => "CANCEL",
        SipMethod.Options => "OPTIONS",
        SipMethod.Info => "INFO",
        SipMethod.Update => "UPDATE",
        SipMethod.Prack => "PRACK",
        SipMethod.Refer => "REFER",
        SipMethod.Notify => "NOTIFY",
        SipMethod.Subscribe => "SUBSCRIBE",
        SipMethod.Message => "MESSAGE",
        SipMethod.Register => "REGISTER",
        SipMethod.Publish => "PUBLISH",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "has no name"),
    };
}
