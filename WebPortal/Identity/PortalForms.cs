using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OrleansConf.WebPortal.Localization;

namespace OrleansConf.WebPortal.Identity;

/// <summary>Forms of the page frame. Binding from the form makes the antiforgery middleware check the token.</summary>
internal static class PortalForms
{
    public static void MapPortalForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync);
        routes.MapPost("/language", ChooseLanguageAsync);
    }

    private static async Task<IResult> SignOutAsync(SignInManager<PortalUser> signIn, [FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(LocalUrls.OrHome(returnUrl ?? "/sign-in"));
    }

    private static async Task<IResult> ChooseLanguageAsync(
        HttpContext context, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, [FromForm] string language, [FromForm] string? returnUrl)
    {
        if (!PortalLanguages.IsKnown(language))
            return Results.BadRequest();

        LanguageCookie.Write(context, language);
        if (await users.GetUserAsync(context.User) is { } user && user.Language != language)
        {
            user.Language = language;
            await users.UpdateAsync(user);
            await signIn.RefreshSignInAsync(user);
        }

        return Results.LocalRedirect(LocalUrls.OrHome(returnUrl));
    }
}
