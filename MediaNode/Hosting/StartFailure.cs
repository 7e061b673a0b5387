using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Start-up troubles that the operator can mend, as one line instead of a stack trace.</summary>
public static class StartFailure
{
    public static bool TryExplain(Exception failure, [NotNullWhen(true)] out string? line)
    {
        line = failure switch
        {
            OptionsValidationException options => $"Wrong setting: {string.Join("; ", options.Failures)}",
            SipBindException or MediaBindException or InvalidDataException => failure.Message,
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse => inUse.Message,
            InvalidOperationException { Source: "OrleansConf.Grains.Interfaces" } missing => missing.Message,
            AggregateException { InnerExceptions: [var only] } => TryExplain(only, out var inner) ? inner : null,
            _ => null,
        };
        return line is not null;
    }
}
