using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace OrleansConf.WebPortal.Components.Shared;

/// <summary>An access code to read out, show and copy.</summary>
public sealed partial class CodeField
{
    private bool _shown;

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public string Value { get; set; } = "";

    /// <summary>Dots until the user asks for it.</summary>
    [Parameter] public bool IsSecret { get; set; }

    [Parameter] public string? TestId { get; set; }

    protected override void OnInitialized() => _shown = !IsSecret;

    private void Toggle() => _shown = !_shown;

    private async Task CopyAsync()
    {
        if (await Browser.CopyAsync(Value))
            Notices.Add(T["codes.copied", Label], Severity.Success);
        else
            Notices.Add(T["codes.copy-failed"], Severity.Warning);
    }
}
