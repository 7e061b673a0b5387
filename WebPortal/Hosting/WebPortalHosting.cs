using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;
using OrleansConf.WebPortal.Components;
using OrleansConf.WebPortal.Identity;
using OrleansConf.WebPortal.Localization;
using OrleansConf.WebPortal.Reservations;

namespace OrleansConf.WebPortal.Hosting;

/// <summary>Puts the portal into a web program: inside the silo or alone.</summary>
/// <remarks>The program provides <see cref="IGrainFactory"/>; the database schema is in place before the first request.</remarks>
public static class WebPortalHosting
{
    public static void AddWebPortal(this IHostApplicationBuilder builder)
    {
        // Outside of development the host looks for static files in the published wwwroot only; a program started
        // from its build output needs the manifest. Without a manifest this does nothing.
        (builder as WebApplicationBuilder)?.WebHost.UseStaticWebAssets();

        builder.Services.AddOptions<PortalStorageOptions>().BindConfiguration(PortalStorageOptions.Section);
        builder.Services.AddPortalIdentity();
        builder.Services.AddPortalServices();
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(UseLanguages);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices(ConfigureNotices);
    }

    public static void MapWebPortal(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapPortalForms();
        app.MapCalendarFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static void UseLanguages(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(PortalLanguages.FormatsOf(PortalLanguages.Default), PortalLanguages.Default);
        options.AddSupportedCultures([.. PortalLanguages.Codes.Select(PortalLanguages.FormatsOf)])
            .AddSupportedUICultures(PortalLanguages.Codes);
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }

    private static void ConfigureNotices(MudServicesConfiguration options)
    {
        options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        options.SnackbarConfiguration.PreventDuplicates = true;
        options.SnackbarConfiguration.VisibleStateDuration = 4000;
        options.SnackbarConfiguration.ShowTransitionDuration = 120;
        options.SnackbarConfiguration.HideTransitionDuration = 200;
    }
}
