using System.ComponentModel.DataAnnotations;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>The numbers of the join dialogue.</summary>
public sealed class JoinOptions
{
    public const string Section = "Ivr:Join";

    /// <summary>Fewest digits of a conference number. Equal to the most: an entry needs no '#'.</summary>
    [Range(1, 20)]
    public int ConferenceNumberMinDigits { get; set; } = 6;

    /// <summary>Most digits of a conference number; the entry ends with this digit.</summary>
    [Range(1, 20)]
    public int ConferenceNumberMaxDigits { get; set; } = 9;

    /// <summary>Fewest digits of a PIN.</summary>
    [Range(1, 20)]
    public int PinMinDigits { get; set; } = 4;

    /// <summary>Most digits of a PIN; the entry ends with this digit.</summary>
    [Range(1, 20)]
    public int PinMaxDigits { get; set; } = 10;

    /// <summary>How long a step waits for its first key after its prompt has ended.</summary>
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>A pause this long within an entry ends the entry.</summary>
    public TimeSpan InterDigitTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How often a step is repeated when nothing useful was pressed.</summary>
    [Range(0, 10)]
    public int Repeats { get; set; } = 2;

    /// <summary>The wrong entry that ends the call (R-ACC-6).</summary>
    [Range(1, 20)]
    public int MaxWrongEntries { get; set; } = 3;

    /// <summary>The whole dialogue; no step begins after it. Ends callers who only ever clear their entries.</summary>
    public TimeSpan DialogueLimit { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Keys must have been still for this long before a refusal and goodbye are spoken.</summary>
    public TimeSpan FarewellDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Languages of the language menu in the order of their keys, 1 to 9 of them; null offers all.</summary>
    [MinLength(1), MaxLength(9)]
    public IReadOnlyList<Language>? MenuLanguages { get; set; }

    /// <summary>What is wrong across fields, or null.</summary>
    public string? Validate()
    {
        if (ConferenceNumberMinDigits > ConferenceNumberMaxDigits)
            return $"{Section}: ConferenceNumberMinDigits is above ConferenceNumberMaxDigits";
        if (PinMinDigits > PinMaxDigits)
            return $"{Section}: PinMinDigits is above PinMaxDigits";
        if (StepTimeout <= TimeSpan.Zero || InterDigitTimeout <= TimeSpan.Zero || DialogueLimit <= TimeSpan.Zero)
            return $"{Section}: StepTimeout, InterDigitTimeout and DialogueLimit must be above zero";
        return null;
    }
}
