namespace OrleansConf.MediaNode.Ivr;

public enum KeypadRole
{
    Guest = 0,
    Moderator = 1,
}
