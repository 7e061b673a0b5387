namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>The methods that this stack tells apart.</summary>
public enum SipMethod
{
    Unknown,
    Invite,
    Ack,
    Bye,
    Cancel,
    Options,
    Info,
    Update,
    Prack,
    Refer,
    Notify,
    Subscribe,
    Message,
    Register,
    Publish,
}
