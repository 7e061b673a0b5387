using Microsoft.Extensions.Options;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Runs an options class's own check across its fields.</summary>
public sealed class CrossFieldValidation<T>(Func<T, string?> check) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options) =>
        check(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
