using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Reservations;

namespace OrleansConf.WebPortal.Components.Conferences;

/// <summary>What a guest sees behind the shared link; no account needed, the link is the key.</summary>
public sealed partial class Join(PortalReservations reservations, PortalNumbers numbers)
{
    private Reservation? _reservation;
    private IReadOnlyList<CountryNumbers> _countries = [];

    [Parameter] public string Room { get; set; } = "";

    [Parameter] public string Token { get; set; } = "";

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _reservation = await reservations.FindSharedAsync(new RoomId(Room), Token);
        if (_reservation is null)
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            _countries = CountryNumbers.Group(await numbers.ListSharedAsync(), VisitorCountry(Context.Request));
    }

    /// <summary>The country of the browser's first language that names one, e.g. of <c>de-AT</c>; null when none does.</summary>
    private static string? VisitorCountry(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.ToString().Split('-')[^1])
        .FirstOrDefault(part => part.Length == 2 && char.IsAsciiLetterUpper(part[0]))
        ?.ToUpper(CultureInfo.InvariantCulture);
}
