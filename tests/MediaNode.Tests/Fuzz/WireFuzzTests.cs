using OrleansConf.MediaNode.Tests.Sip;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Fuzz;

/// <summary>Damaged messages from fixed seeds: nothing that comes off the wire may throw. <c>Benchmarks -- fuzz</c> runs millions.</summary>
public class WireFuzzTests
{
    private const int Rounds = 120_000;

    private delegate bool Target(ReadOnlySpan<byte> bytes);

    private static void Run(IReadOnlyList<byte[]> corpus, int seed, Target target)
    {
        var mutation = new Mutation(seed, corpus);
        var recognised = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = mutation.Next();
            try
            {
                recognised += target(bytes) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"round {round}: {e}\n{Convert.ToBase64String(bytes)}");
            }
        }
        Assert.True(recognised > Rounds / 4, $"only {recognised} were recognised: the mutations are too coarse to test anything");
    }

    [Fact]
    public void Sip_DamagedMessages_NeverThrow() => Run(WireTargets.SipCorpus(), 4475, WireTargets.ReadSip);

    [Fact]
    public void Sdp_DamagedDescriptions_NeverThrow() => Run(WireTargets.SdpCorpus(), 8866, WireTargets.ReadSdp);

    [Fact]
    public void RtpRtcpStun_DamagedPackets_NeverThrow() => Run(WireTargets.MediaCorpus(), 3550, WireTargets.ReadMedia);

    [Fact]
    public async Task Stack_DamagedMessages_GoesOnAnswering()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RejectAsync(404));
        using var noise = new WirePeer(bed.EndPoint);
        using var caller = new WirePeer(bed.EndPoint);
        var mutation = new Mutation(3261, WireTargets.SipCorpus());
        for (var batch = 0; batch < 40; batch++)
        {
            for (var i = 0; i < 100; i++)
                noise.Send(mutation.Next().ToArray());
            (caller.RemoteTag, caller.CallId) = (null, $"call-{batch}");
            caller.Send(caller.Request("OPTIONS", 1));
            await caller.ResponseAsync(200);
        }
        Assert.Empty(bed.Errors);
    }
}
