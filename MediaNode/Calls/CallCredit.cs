using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.MediaNode.Cluster;

namespace OrleansConf.MediaNode.Calls;

/// <summary>
/// Keeps a call that costs its account within the granted time: asks for more before it is over, and ends the leg when there is no
/// more. A cluster that does not answer is asked until the time is over, which is long enough for another silo to take over.
/// </summary>
public sealed class CallCredit(ConferenceCall call, ClusterGateway cluster, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>The caller hears why before his time is over, so that the sentence costs nobody anything.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(6);

    /// <summary>Returns when the call is over. Never throws.</summary>
    public async Task RunAsync(CreditGrant grant, CancellationToken over)
    {
        var renewal = 1;
        while (!grant.IsUnlimited && await WaitAsync(NextAsk(grant), over))
        {
            if (grant.Until - time.GetUtcNow() <= FarewellTime)
            {
                call.TryEnd(Termination.Success(TerminationReason.NoCredit));
                return;
            }

            if (await TryRenewAsync(renewal) is not { } answer)
                continue;
            renewal++;
            if (answer.Outcome == CreditOutcome.Granted)
                grant = answer;
            else if (answer.Outcome == CreditOutcome.CallEnded)
                return;
        }
    }

    /// <summary>Long before the end at first; an account without money is asked again, since some may come.</summary>
    private TimeSpan NextAsk(CreditGrant grant)
    {
        var left = grant.Until - time.GetUtcNow();
        var untilAsk = left - grant.RenewAhead;
        if (untilAsk > TimeSpan.Zero)
            return untilAsk;
        var untilFarewell = left - FarewellTime;
        return untilFarewell < AskAgain ? TimeSpan.FromTicks(Math.Max(0, untilFarewell.Ticks)) : AskAgain;
    }

    private async Task<CreditGrant?> TryRenewAsync(int renewal)
    {
        try
        {
            return await cluster.RenewAsync(call.Id, renewal).WaitAsync(AskAgain, time);
        }
        catch (Exception)
        {
            // Asked again with the same number: the account gives the same answer if it has given one.
            return null;
        }
    }

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken over)
    {
        await Task.Delay(pause, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !over.IsCancellationRequested;
    }
}
