using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Sip;

/// <summary>A call that a phone behind a <see cref="SipCarrier"/> has taken.</summary>
public sealed class CarrierCall
{
    private volatile bool _confirmed;
    private volatile bool _bye;

    internal CarrierCall(string number, RtpTone audio, SipMessage response)
    {
        Number = number;
        Audio = audio;
        Response = response;
    }

    public string Number { get; }

    public RtpTone Audio { get; }

    /// <summary>The server has hung up.</summary>
    public bool ReceivedBye
    {
        get => _bye;
        internal set => _bye = value;
    }

    /// <summary>The ACK has come.</summary>
    internal bool IsConfirmed
    {
        get => _confirmed;
        set => _confirmed = value;
    }

    internal SipMessage Response { get; }
}
