namespace OrleansConf.TestKit.Audio;

/// <summary>The two companding laws; the value is the static RTP payload type (RFC 3551).</summary>
public enum G711Law
{
    Mu = 0,
    A = 8,
}
