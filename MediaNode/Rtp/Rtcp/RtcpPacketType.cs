namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>Kinds of RTCP packets (RFC 3550 §12.1). Others are passed over.</summary>
public enum RtcpPacketType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    SourceDescription = 202,
    Goodbye = 203,
}
