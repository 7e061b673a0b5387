using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OrleansConf.WebPortal.Identity;
using OrleansConf.WebPortal.Localization;

namespace OrleansConf.WebPortal.Components.Account;

/// <summary>Plain form post: a cookie can only be set by an answer to a request.</summary>
public sealed partial class SignIn(
    SignInManager<PortalUser> signIn, UserManager<PortalUser> users, NavigationManager navigation, ILogger<SignIn> log)
{
    private string? _problem;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm] private SignInForm Input { get; set; } = default!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    protected override void OnInitialized() => Input ??= new SignInForm();

    private async Task SubmitAsync()
    {
        // One answer for an unknown address and a wrong password: the page does not tell who has an account.
        var user = await users.FindByEmailAsync(Input.Email);
        var result = user is null
            ? SignInResult.Failed
            : await signIn.PasswordSignInAsync(user, Input.Password, Input.Remember, lockoutOnFailure: true);

        if (result.Succeeded)
        {
            log.SignedIn(user!.Id);
            LanguageCookie.Write(Context, user.Language);
            navigation.NavigateTo(LocalUrls.OrHome(ReturnUrl));
        }
        else if (result.RequiresTwoFactor)
        {
            navigation.NavigateTo($"sign-in/two-factor?remember={Input.Remember}&returnUrl={Uri.EscapeDataString(LocalUrls.OrHome(ReturnUrl))}");
        }
        else
        {
            log.SignInRefused(result.IsLockedOut);
            _problem = result.IsLockedOut ? T["sign-in.locked-out"] : T["sign-in.refused"];
        }
    }

    private sealed class SignInForm
    {
        public string Email { get; set; } = "";

        public string Password { get; set; } = "";

        public bool Remember { get; set; }
    }
}
