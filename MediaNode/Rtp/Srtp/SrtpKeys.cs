namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>The keys of a leg: ours protects what we send, the peer's what we receive.</summary>
public sealed record SrtpKeys(SrtpMasterKey Local, SrtpMasterKey Remote);
