namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>Our own id of a call, made by the media node that received or placed it; not SIP's Call-ID.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-id")]
public readonly record struct CallId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
