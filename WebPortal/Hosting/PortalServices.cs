using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansConf.WebPortal.Accounts;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Calls;
using OrleansConf.WebPortal.Nodes;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Reservations;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Hosting;

internal static class PortalServices
{
    public static void AddPortalServices(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NumberPlanCopy>();
        services.AddSingleton<RoomWatches>();
        services.AddScoped<PortalSession>();
        services.AddScoped<PortalRooms>();
        services.AddScoped<PortalReservations>();
        services.AddScoped<PortalNumbers>();
        services.AddScoped<PortalHistory>();
        services.AddScoped<PortalNodes>();
        services.AddScoped<InvitationText>();
        services.AddScoped<CalendarEndpoints.CalendarWriter>();
        services.AddScoped<Browser>();
    }
}
