using OrleansConf.Grains.Numbers;

namespace OrleansConf.Silo.Demo;

/// <summary>Adds the demo data to an embedded system.</summary>
public static class DemoHosting
{
    public static void AddDemoData(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // R-ACC-8: who calls a demo system is on its own network, which makes him a subscriber.
        if (builder.Configuration.GetValue($"{DemoOptions.Section}:{nameof(DemoOptions.Enabled)}", true))
            builder.Services.Configure<NumberOptions>(options => options.LocalCallersAreSubscribers = true);
        builder.Services.AddHostedService<DemoData>();
    }
}
