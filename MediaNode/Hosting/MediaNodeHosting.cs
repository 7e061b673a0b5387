using System.Net;
using Microsoft.Extensions.Options;
using OrleansConf.MediaNode.Calls;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Composes a media node: SIP, engine, prompts, calls, and the link to the cluster.</summary>
public static class MediaNodeHosting
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    /// <summary>Adds the media role. The host must also provide the cluster: as a silo, or as an Orleans client.</summary>
    public static void AddMediaNode(this IHostApplicationBuilder builder)
    {
        AddOptions(builder);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<NodeAddress>();
        services.AddSingleton<ClusterGateway>();
        services.AddSingleton<CallRegistry>();
        services.AddSingleton<CallInstruments>();
        services.AddSingleton(provider => new MediaEngine(
            provider.GetRequiredService<IOptions<MediaEngineOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(CreatePrompts);
        services.AddSingleton<PromptClips>();
        services.AddSingleton(CreateKeyMaps);
        services.AddSingleton<RoomSeats>();
        services.AddSingleton<CallParts>();
        services.AddSingleton<CallAcceptor>();
        services.AddSingleton<CallPlacer>();
        // The stack is made after the lease keeper that gives it work.
        services.AddSingleton(provider => new Lazy<CallPlacer>(provider.GetRequiredService<CallPlacer>));
        services.AddSingleton<NodeLeaseKeeper>();
        services.AddSingleton(CreateStack);
        services.AddHostedService(provider => provider.GetRequiredService<NodeLeaseKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<RoomSeats>());
        services.AddHostedService<TalkerReporter>();
        services.AddHostedService<MediaNodeService>();
        // A stop is bounded: a browser that keeps its connection must not hold up the end of the calls.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        services.AddHealthChecks().AddCheck<MediaNodeHealth>("media", tags: ["ready"]);
    }

    private static void AddOptions(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<NodeOptions>().BindConfiguration(NodeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SipOptions>().BindConfiguration(SipOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TrunkOptions>().BindConfiguration(TrunkOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MediaEngineOptions>().BindConfiguration(MediaEngineOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JoinOptions>().BindConfiguration(JoinOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HoldMusicOptions>().BindConfiguration(HoldMusicOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SipOptions>>(new CrossFieldValidation<SipOptions>(options => options.Validate()));
        services.AddSingleton<IValidateOptions<TrunkOptions>>(new CrossFieldValidation<TrunkOptions>(options => options.Validate()));
        services.AddSingleton<IValidateOptions<JoinOptions>>(new CrossFieldValidation<JoinOptions>(options => options.Validate()));
    }

    private static PromptLibrary CreatePrompts(IServiceProvider provider)
    {
        var data = provider.GetRequiredService<IConfiguration>()["Storage:DataFolder"] ?? "data";
        return new PromptLibrary(
            PromptLibrary.DefaultFolder, Path.Combine(data, "prompts"), provider.GetRequiredService<ILogger<PromptLibrary>>());
    }

    private static KeypadMaps CreateKeyMaps(IServiceProvider provider)
    {
        var data = provider.GetRequiredService<IConfiguration>()["Storage:DataFolder"] ?? "data";
        return KeypadMaps.Load(Path.Combine(data, "keymaps"), provider.GetRequiredService<ILogger<KeypadMaps>>());
    }

    private static SipStack CreateStack(IServiceProvider provider)
    {
        var sip = provider.GetRequiredService<IOptions<SipOptions>>().Value;
        var networks = provider.GetRequiredService<IOptions<TrunkOptions>>().Value.ReadNetworks();
        var options = new SipStackOptions
        {
            BindAddress = IPAddress.Parse(sip.Address),
            Port = sip.Port,
            AnnouncedAddress = sip.AnnouncedAddress is { Length: > 0 } announced ? IPAddress.Parse(announced) : null,
            MaxInvitesPerSecond = sip.MaxInvitesPerSecond,
            Tls = TlsFiles.Read(sip),
            AcceptSource = source => KnownSource.IsIn(networks, source.Address),
        };
        return new SipStack(
            options, provider.GetRequiredService<CallAcceptor>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
    }
}
