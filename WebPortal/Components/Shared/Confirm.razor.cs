using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace OrleansConf.WebPortal.Components.Shared;

/// <summary>Asks before something that cannot be undone.</summary>
public sealed partial class Confirm
{
    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>What the button says that does it.</summary>
    [Parameter, EditorRequired] public string Action { get; set; } = "";

    /// <summary>True when the user agreed.</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string text, string action)
    {
        var parameters = new DialogParameters<Confirm> { { d => d.Title, title }, { d => d.Text, text }, { d => d.Action, action } };
        var dialog = await dialogs.ShowAsync<Confirm>(title, parameters);
        return await dialog.Result is { Canceled: false };
    }
}
