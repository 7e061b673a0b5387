using Microsoft.Extensions.Options;

namespace OrleansConf.Grains.Numbers;

/// <summary>Stops a start with subscriber ranges that cannot be read.</summary>
public sealed class NumberOptionsValidator : IValidateOptions<NumberOptions>
{
    public ValidateOptionsResult Validate(string? name, NumberOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var bad = options.SubscriberRanges.FirstOrDefault(range => !SubscriberRanges.TryParse(range, out _));
        return bad is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Numbers:SubscriberRanges: '{bad}' is neither a +prefix nor a +first-+last range.");
    }
}
