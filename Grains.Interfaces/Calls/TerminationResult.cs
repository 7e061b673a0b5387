namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>Whose doing the end of a call was. Stored: values are frozen. An unclassified end counts as <see cref="ServerError"/>.</summary>
[GenerateSerializer, Alias("conf.termination-result")]
public enum TerminationResult
{
    Success = 0,
    ClientError = 1,
    ServerError = 2,
    UpstreamError = 3,
    Indeterminate = 4,
}
