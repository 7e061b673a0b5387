using OrleansConf.Grains.Interfaces.Hosting;
using OrleansConf.MediaNode.Hosting;
using OrleansConf.Silo.Demo;
using OrleansConf.Silo.Hosting;
using OrleansConf.Silo.Storage;
using OrleansConf.WebPortal.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = StartSettings.Read(builder.Configuration);
    builder.AddTelemetry();
    if (settings.Roles.HasFlag(Roles.Silo))
    {
        await StorageSchema.UpgradeAsync(settings.Storage, CancellationToken.None);
        SiloRole.Add(builder, settings);
    }
    else
    {
        builder.AddClusterClient();
    }

    if (settings.Roles.HasFlag(Roles.Portal))
        builder.AddWebPortal();
    if (settings.Embedded)
        builder.AddDemoData();
    if (settings.Roles.HasFlag(Roles.Media))
        builder.AddMediaNode();
    if (settings.Embedded)
        builder.Services.AddHostedService<DialGuide>();

    var app = builder.Build();
    app.MapTelemetry();
    if (settings.Roles.HasFlag(Roles.Portal))
        app.MapWebPortal();
    await app.RunAsync();
    return 0;
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync($"Wrong setting: {wrong.Message}");
    return 1;
}
catch (Exception stop) when (StartFailure.TryExplain(stop, out var line))
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
