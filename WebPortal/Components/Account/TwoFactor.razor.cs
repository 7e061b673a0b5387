using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OrleansConf.WebPortal.Identity;
using OrleansConf.WebPortal.Localization;

namespace OrleansConf.WebPortal.Components.Account;

/// <summary>Second step of signing in; wrong codes count towards the lockout.</summary>
public sealed partial class TwoFactor(SignInManager<PortalUser> signIn, NavigationManager navigation)
{
    private string? _problem;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm] private CodeForm Input { get; set; } = default!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery] private bool Remember { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Input ??= new CodeForm();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
            navigation.NavigateTo("sign-in");
    }

    private async Task SubmitAsync()
    {
        var user = await signIn.GetTwoFactorAuthenticationUserAsync();
        var code = Input.Code.Replace(" ", "", StringComparison.Ordinal);
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code, Remember, rememberClient: false);
        if (result.Succeeded)
        {
            LanguageCookie.Write(Context, user?.Language ?? PortalLanguages.Default);
            navigation.NavigateTo(LocalUrls.OrHome(ReturnUrl));
        }
        else
        {
            _problem = T[result.IsLockedOut ? "sign-in.locked-out" : "two-factor.refused"];
        }
    }

    private sealed class CodeForm
    {
        public string Code { get; set; } = "";
    }
}
