namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>The weaker before the stronger.</summary>
internal enum DigestAlgorithm
{
    Md5,
    Sha256,
}
