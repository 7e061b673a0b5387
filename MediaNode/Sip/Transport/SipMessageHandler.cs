namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Takes one message off the wire. The bytes are valid during the call only.</summary>
internal delegate void SipMessageHandler(ReadOnlySpan<byte> message, SipFlow flow);
