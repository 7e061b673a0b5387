using Microsoft.AspNetCore.Localization;

namespace OrleansConf.WebPortal.Localization;

/// <summary>Remembers the language in the browser, for pages before sign-in and for circuits.</summary>
public static class LanguageCookie
{
    public static void Write(HttpContext context, string language)
    {
        var known = PortalLanguages.KnownOrDefault(language);
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(PortalLanguages.FormatsOf(known), known)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps });
    }
}
