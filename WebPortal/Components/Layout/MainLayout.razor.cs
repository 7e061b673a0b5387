using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Components.Layout;

/// <summary>Frame of every page. The frame is there with the first answer; the page inside appears once it can be used, so that nothing typed is lost.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private SignedIn? _user;

    [CascadingParameter] private Task<AuthenticationState> State { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _user = SignedIn.From((await State).User);

    // A page that failed must not stay failed when the user goes to another one.
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Retry() => _boundary?.Recover();
}
