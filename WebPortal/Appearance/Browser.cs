using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OrleansConf.WebPortal.Appearance;

/// <summary>What only the browser knows or can do. Usable after the first render.</summary>
public sealed class Browser(IJSRuntime script, NavigationManager navigation) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>IANA name, or UTC when the browser does not tell a usable one.</summary>
    public async Task<string> GetTimeZoneAsync()
    {
        var zone = await (await ModuleAsync()).InvokeAsync<string?>("timeZone");
        return zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : "UTC";
    }

    /// <summary>False when the browser forbids it.</summary>
    public async Task<bool> CopyAsync(string text) => await (await ModuleAsync()).InvokeAsync<bool>("copy", text);

    /// <summary>Moves the focus to the first element that matches; for messages after a refused form.</summary>
    public async Task FocusAsync(string selector) => await (await ModuleAsync()).InvokeVoidAsync("focus", selector);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is { IsCompletedSuccessfully: true })
                await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its module with it.
        }
    }

    private Task<IJSObjectReference> ModuleAsync() =>
        _module ??= script.InvokeAsync<IJSObjectReference>("import", new Uri(new Uri(navigation.BaseUri), "js/browser.js").ToString()).AsTask();
}
