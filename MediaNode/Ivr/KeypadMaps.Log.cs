namespace OrleansConf.MediaNode.Ivr;

public sealed partial class KeypadMaps
{
    [LoggerMessage(4010, LogLevel.Information, "Key map '{Name}' is loaded from {File}")]
    private static partial void LogLoaded(ILogger logger, string name, string file);
}
