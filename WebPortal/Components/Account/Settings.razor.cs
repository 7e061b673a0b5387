using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using OrleansConf.WebPortal.Identity;
using OrleansConf.WebPortal.Localization;

namespace OrleansConf.WebPortal.Components.Account;

/// <summary>What a user may change of himself (R-WEB-1, R-WEB-3). Plain form posts, since each renews the sign-in cookie.</summary>
public sealed partial class Settings(UserManager<PortalUser> users, SignInManager<PortalUser> signIn)
{
    private PortalUser? _user;
    private string? _key;
    private string? _done;
    private string? _problem;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "person")] private PersonForm Person { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "password")] private PasswordForm Passwords { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "two-factor-on")] private CodeForm Code { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _user = await users.GetUserAsync(Context.User);
        Person ??= new PersonForm { DisplayName = _user?.DisplayName ?? "", Language = _user?.Language ?? PortalLanguages.Default };
        Passwords ??= new PasswordForm();
        Code ??= new CodeForm();
        if (_user is { TwoFactorEnabled: false })
            _key = await GetKeyAsync(_user);
    }

    private async Task<string?> GetKeyAsync(PortalUser user)
    {
        if (await users.GetAuthenticatorKeyAsync(user) is null)
            await users.ResetAuthenticatorKeyAsync(user);
        return await users.GetAuthenticatorKeyAsync(user);
    }

    private async Task SavePersonAsync()
    {
        if (_user is null || string.IsNullOrWhiteSpace(Person.DisplayName) || !PortalLanguages.IsKnown(Person.Language))
            return;
        _user.DisplayName = Person.DisplayName.Trim();
        _user.Language = Person.Language;
        await users.UpdateAsync(_user);
        LanguageCookie.Write(Context, _user.Language);
        await DoneAsync("common.saved");
    }

    private async Task ChangePasswordAsync()
    {
        if (_user is not null && (await users.ChangePasswordAsync(_user, Passwords.Current, Passwords.New)).Succeeded)
            await DoneAsync("settings.password-changed");
        else
            _problem = T["settings.password-refused"];
    }

    private async Task EnableTwoFactorAsync()
    {
        var code = Code.Code.Replace(" ", "", StringComparison.Ordinal);
        if (_user is not null && await users.VerifyTwoFactorTokenAsync(_user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            await users.SetTwoFactorEnabledAsync(_user, true);
            await DoneAsync("settings.two-factor-on");
        }
        else
        {
            _problem = T["two-factor.refused"];
        }
    }

    private async Task DisableTwoFactorAsync()
    {
        if (_user is null)
            return;
        await users.SetTwoFactorEnabledAsync(_user, false);
        await users.ResetAuthenticatorKeyAsync(_user);
        _key = await GetKeyAsync(_user);
        await DoneAsync("common.saved");
    }

    private async Task DoneAsync(string key)
    {
        await signIn.RefreshSignInAsync(_user!);
        _done = T[key];
    }

    private sealed class PersonForm
    {
        public string DisplayName { get; set; } = "";

        public string Language { get; set; } = PortalLanguages.Default;
    }

    private sealed class PasswordForm
    {
        public string Current { get; set; } = "";

        public string New { get; set; } = "";
    }

    private sealed class CodeForm
    {
        public string Code { get; set; } = "";
    }
}
