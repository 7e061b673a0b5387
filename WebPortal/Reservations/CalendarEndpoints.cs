using Microsoft.AspNetCore.Components.Authorization;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Numbers;

namespace OrleansConf.WebPortal.Reservations;

internal static class CalendarEndpoints
{
    public static void MapCalendarFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/conferences/{room}/calendar.ics", OwnAsync).RequireAuthorization();
        routes.MapGet("/join/{room}/{token}/calendar.ics", SharedAsync);
    }

    private static async Task<IResult> OwnAsync(HttpContext context, string room, PortalReservations reservations, CalendarWriter writer)
    {
        Trust(context);
        return File(await reservations.FindAsync(new RoomId(room)) is { } found ? await writer.WriteAsync(found, context.Request) : null, room);
    }

    private static async Task<IResult> SharedAsync(HttpContext context, string room, string token, PortalReservations reservations, CalendarWriter writer) =>
        File(await reservations.FindSharedAsync(new RoomId(room), token) is { } found ? await writer.WriteAsync(found, context.Request) : null, room);

    private static IResult File(string? content, string room) => content is null
        ? Results.NotFound()
        : Results.File(System.Text.Encoding.UTF8.GetBytes(content), CalendarFile.ContentType, $"conference-{room}.ics");

    /// <summary>The services ask the authentication state of components; outside of a component it has to be told.</summary>
    private static void Trust(HttpContext context)
    {
        var state = (IHostEnvironmentAuthenticationStateProvider)context.RequestServices.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.User)));
    }

    /// <summary>Joins the parts of a calendar file.</summary>
    internal sealed class CalendarWriter(PortalNumbers numbers, InvitationText invitation, TimeProvider time)
    {
        public async Task<string> WriteAsync(Reservation reservation, HttpRequest request)
        {
            var shared = await numbers.ListSharedAsync();
            var room = reservation.Room;
            var link = ShareLinks.For(new Uri($"{request.Scheme}://{request.Host}{request.PathBase}/"), room.Id, reservation.ShareToken);
            return CalendarFile.Create(
                reservation, invitation.Write(room, shared, link.ToString()), InvitationText.Location(room, shared.FirstOrDefault()), time.GetUtcNow());
        }
    }
}
