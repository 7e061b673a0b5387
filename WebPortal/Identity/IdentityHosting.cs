using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrleansConf.WebPortal.Hosting;

namespace OrleansConf.WebPortal.Identity;

internal static class IdentityHosting
{
    public static void AddPortalIdentity(this IServiceCollection services)
    {
        services.AddDbContext<PortalDbContext>((provider, options) => UseDatabase(provider, options));
        services.AddDataProtection().SetApplicationName("OrleansConf").PersistKeysToDbContext<PortalDbContext>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(ConfigureCookie);
        services.AddAuthorization();
        services.AddIdentityCore<PortalUser>(ConfigureIdentity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddClaimsPrincipalFactory<PortalPrincipalFactory>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingSignIn>();
        services.AddSingleton<IPortalUsers, PortalUsers>();
    }

    private static void UseDatabase(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        var storage = provider.GetRequiredService<IOptions<PortalStorageOptions>>().Value;
        if (storage.IsEmbedded)
            options.UseSqlite(storage.EmbeddedConnectionString);
        else
            options.UseNpgsql(storage.ConnectionString, npgsql => npgsql.EnableRetryOnFailure());
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = 12;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireDigit = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void ConfigureCookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "orleansconf.session";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-found";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
    }
}
