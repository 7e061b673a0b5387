namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>How a call ended: a class and a stable slug from <see cref="TerminationReason"/>.</summary>
[GenerateSerializer, Immutable, Alias("conf.termination")]
public readonly record struct Termination([property: Id(0)] TerminationResult Result, [property: Id(1)] string Reason)
{
    public static Termination Success(string reason) => new(TerminationResult.Success, reason);

    public static Termination ClientError(string reason) => new(TerminationResult.ClientError, reason);

    public static Termination ServerError(string reason) => new(TerminationResult.ServerError, reason);

    public override string ToString() => $"{Result}:{Reason}";
}
