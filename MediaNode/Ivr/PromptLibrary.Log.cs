namespace OrleansConf.MediaNode.Ivr;

public sealed partial class PromptLibrary
{
    [LoggerMessage(4001, LogLevel.Warning, "Prompt file {File} {Error}; it is not used")]
    private static partial void LogBadFile(ILogger logger, string file, string error);

    [LoggerMessage(4002, LogLevel.Warning, "Prompt {Prompt} is missing in '{Language}'; English is used")]
    private static partial void LogMissingInLanguage(ILogger logger, string prompt, string language);

    [LoggerMessage(4003, LogLevel.Error, "Prompt {Prompt} is missing in every language; callers hear nothing in its place")]
    private static partial void LogMissing(ILogger logger, string prompt);

    [LoggerMessage(4004, LogLevel.Information, "Prompt {Prompt} in '{Folder}' is taken from {File}")]
    private static partial void LogOverride(ILogger logger, string prompt, string folder, string file);
}
