using Microsoft.Extensions.Options;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Hosting;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>What every call of the node works with.</summary>
public sealed record CallParts(
    ClusterGateway Cluster,
    MediaEngine Engine,
    RoomSeats Rooms,
    PromptClips Prompts,
    KeypadMaps KeyMaps,
    CallInstruments Instruments,
    IOptions<NodeOptions> Node,
    IOptions<TrunkOptions> Trunk,
    IOptions<SipOptions> Sip,
    IOptions<JoinOptions> Join,
    IOptions<HoldMusicOptions> HoldMusic,
    TimeProvider Time,
    ILogger<ConferenceCall> Logger,
    IHostApplicationLifetime Lifetime)
{
    /// <summary>Fires when the process is about to be gone: no use in saying ends again.</summary>
    public CancellationToken EndRetryLimit => Lifetime.ApplicationStopped;
}
