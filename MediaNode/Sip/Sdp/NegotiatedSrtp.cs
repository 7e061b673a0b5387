namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>The keys that offer and answer agreed on: ours for what we send, the peer's for what it sends.</summary>
public sealed record NegotiatedSrtp(SdesKey Local, SdesKey Remote);
