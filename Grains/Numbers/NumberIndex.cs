using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansConf.Grains.Numbers;

/// <summary>The number plan at one version, made for lookups. Immutable.</summary>
public sealed class NumberIndex
{
    private readonly FrozenDictionary<string, AccessNumber> _byNumber;
    private readonly FrozenDictionary<string, AccessNumber> _byShortCode;

    public NumberIndex(NumberPlanSnapshot plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Version = plan.Version;
        All = plan.Numbers;
        _byNumber = plan.Numbers.ToFrozenDictionary(number => number.Number);
        _byShortCode = plan.Numbers
            .Where(number => !string.IsNullOrEmpty(number.ShortCode))
            .GroupBy(number => number.ShortCode ?? "")
            .ToFrozenDictionary(group => group.Key, group => group.First());
    }

    public long Version { get; }

    public ImmutableArray<AccessNumber> All { get; }

    /// <summary>By E.164, or by the plain digits of a load-test number.</summary>
    public AccessNumber? Find(string number) => _byNumber.GetValueOrDefault(number);

    public AccessNumber? FindShortCode(string code) => _byShortCode.GetValueOrDefault(code);
}
