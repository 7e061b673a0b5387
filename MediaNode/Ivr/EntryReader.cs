using System.Text;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Plays a prompt and reads what is keyed in after or into it: one key, or a number.</summary>
internal sealed class EntryReader(IIvrLine line, JoinOptions options)
{
    // A number that ended by its length or by a pause may still be followed by the '#' its caller was told to press.
    private bool _hashMayFollow;

    /// <summary>One key, or null when none came in time.</summary>
    public async Task<char?> ReadChoiceAsync(PromptSequence prompt, CancellationToken cancellationToken)
    {
        bool cutShort = await line.PlayAsync(prompt, cancellationToken);
        char? key = await line.ReadKeyAsync(options.StepTimeout, cancellationToken);
        if (key == '#' && _hashMayFollow)
        {
            _hashMayFollow = false;
            if (cutShort)
                await line.PlayAsync(prompt, cancellationToken);
            key = await line.ReadKeyAsync(options.StepTimeout, cancellationToken);
        }

        _hashMayFollow = false;
        return key;
    }

    /// <summary>A number, ended by '#', by its full length or by a pause; empty unless <see cref="EntryEnd.Entered"/>.</summary>
    public async Task<(EntryEnd End, string Digits)> ReadNumberAsync(
        PromptSequence prompt, int maxDigits, CancellationToken cancellationToken)
    {
        var digits = new StringBuilder(maxDigits);
        char? key = await ReadChoiceAsync(prompt, cancellationToken);
        if (key is null or '#')
            return (EntryEnd.NoInput, "");
        if (key == '*')
            return (EntryEnd.StarOnEmpty, "");

        while (true)
        {
            // A-D exist on some phones and mean nothing here.
            if (key is >= '0' and <= '9')
                digits.Append(key.Value);
            if (digits.Length == maxDigits)
                return Entered(digits, hashMayFollow: true);
            key = await line.ReadKeyAsync(digits.Length == 0 ? options.StepTimeout : options.InterDigitTimeout, cancellationToken);
            switch (key)
            {
                case null or '#' when digits.Length == 0:
                    return (EntryEnd.NoInput, "");
                case null:
                    return Entered(digits, hashMayFollow: true);
                case '#':
                    return Entered(digits, hashMayFollow: false);
                case '*':
                    return (EntryEnd.Cleared, "");
            }
        }
    }

    private (EntryEnd End, string Digits) Entered(StringBuilder digits, bool hashMayFollow)
    {
        _hashMayFollow = hashMayFollow;
        return (EntryEnd.Entered, digits.ToString());
    }
}
