namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>
/// Wrong entries of one source or target across calls, nodes and restarts (R-ACC-6). Key: <c>caller/</c>, <c>trunk/</c> or
/// <c>room/</c> and the name.
/// </summary>
[Alias("conf.attempts"), GrainInterfaceType("conf.attempts")]
public interface IAttemptLimiterGrain : IGrainWithStringKey
{
    /// <summary>Asks before an entry is judged. An allowed one counts as wrong until <see cref="EndAsync"/>, so that calls side by side gain nothing.</summary>
    /// <param name="attempt">Names the entry; repeating it returns the same place.</param>
    [Alias("begin")] Task<AttemptAnswer> BeginAsync(Guid attempt);

    /// <summary>Says how the entry was judged; a wrong one counts whether or not it was begun here.</summary>
    [Alias("end")] Task EndAsync(Guid attempt, bool wasWrong);
}
