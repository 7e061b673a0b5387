using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Accounts;
using OrleansConf.Grains.Billing;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Nodes;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Plans;
using OrleansConf.Grains.Rooms;

namespace OrleansConf.Grains.Hosting;

/// <summary>Registers what the grains need.</summary>
public static class ConferenceGrains
{
    /// <summary>
    /// Adds the rules, the caches of this silo, the call journal and the encryption of PINs. The host provides a
    /// <see cref="ConferenceDatabase"/> with the schema of this version.
    /// </summary>
    public static IServiceCollection AddConferenceGrains(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        AddOptions<AttemptOptions>(services, AttemptOptions.Section);
        AddOptions<CallOptions>(services, CallOptions.Section);
        AddOptions<CreditOptions>(services, CreditOptions.Section);
        AddOptions<JournalOptions>(services, JournalOptions.Section);
        AddOptions<NumberOptions>(services, NumberOptions.Section);
        AddOptions<NodeOptions>(services, NodeOptions.Section);
        AddOptions<RoomSettings>(services, RoomSettings.Section);
        services.AddSingleton<IValidateOptions<NumberOptions>, NumberOptionsValidator>();

        services.AddSingleton<SubscriberRanges>();
        services.AddSingleton<NumberPlanCache>();
        services.AddSingleton<PlanCache>();
        services.AddSingleton<CallReception>();
        services.AddSingleton<EntryGuard>();
        services.AddSingleton<RoomBuilder>();
        services.AddSingleton<SqlCallJournal>();
        services.AddSingleton<ICallJournal>(provider => provider.GetRequiredService<SqlCallJournal>());
        services.AddSingleton<IMoneyJournal, SqlMoneyJournal>();
        services.AddSingleton<PriceListCache>();
        services.AddSingleton<CallCharging>();
        services.TryAddSingleton<IAccessDataProtector, ProtectedAccessData>();
        return services;
    }

    private static void AddOptions<T>(IServiceCollection services, string section)
        where T : class => services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
