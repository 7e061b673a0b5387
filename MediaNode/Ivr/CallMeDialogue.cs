namespace OrleansConf.MediaNode.Ivr;

/// <summary>Asks someone we called whether he wants to take part (R-CALL-7): nobody's voice mail joins a conference.</summary>
public sealed class CallMeDialogue(IIvrLine line, JoinOptions options)
{
    private const char AcceptKey = '1';

    /// <summary>True once 1 was pressed; false when nothing else came in time either.</summary>
    /// <exception cref="OperationCanceledException">The called party hung up, or the call was ended from elsewhere.</exception>
    public async Task<bool> RunAsync(Language language, CancellationToken cancellationToken)
    {
        var question = PromptSequence.Of(language, PromptIds.CallInvitation, PromptIds.PressOneToAccept);
        for (int round = 0; round <= options.Repeats; round++)
        {
            await line.PlayAsync(question, cancellationToken);
            while (await line.ReadKeyAsync(options.StepTimeout, cancellationToken) is { } key)
            {
                if (key == AcceptKey)
                    return true;
            }
        }

        await line.PlayAsync(PromptSequence.Of(language, PromptIds.Goodbye), cancellationToken);
        return false;
    }
}
