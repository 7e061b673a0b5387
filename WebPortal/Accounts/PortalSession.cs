using Microsoft.AspNetCore.Components.Authorization;

namespace OrleansConf.WebPortal.Accounts;

/// <summary>The signed-in user of this page or request.</summary>
public sealed class PortalSession(AuthenticationStateProvider authentication)
{
    /// <summary>Null when nobody is signed in.</summary>
    public async ValueTask<SignedIn?> GetAsync() => SignedIn.From((await authentication.GetAuthenticationStateAsync()).User);
}
