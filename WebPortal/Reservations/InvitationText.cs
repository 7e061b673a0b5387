using Microsoft.Extensions.Localization;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Localization;
using OrleansConf.WebPortal.Numbers;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>An invitation as plain text, for calendars and for copying into a mail. Carries no ADMIN PIN.</summary>
public sealed class InvitationText(IStringLocalizer<PortalText> text)
{
    /// <param name="numbers">In the order in which they are listed.</param>
    /// <param name="link">Null for rooms without a shared page.</param>
    public string Write(RoomDefinition room, IReadOnlyList<AccessNumber> numbers, string? link)
    {
        List<string> lines = [room.Title, "", $"{text["codes.conference-number"]}: {room.Id}"];
        if (room.AccessMode == AccessMode.Pin)
            lines.Add($"{text["codes.pin"]}: {room.GuestPin}");
        if (link is not null)
            lines.AddRange(["", link]);
        if (numbers.Count > 0)
            lines.AddRange(["", $"{text["numbers.title"]}:"]);
        lines.AddRange(numbers.Select(number => $"{CountryNames.Show(number.Country)}: {PhoneText.Show(number.Number)}"));
        return string.Join('\n', lines);
    }

    /// <summary>What a phone dials by itself, and what a reader understands: number, conference number, PIN.</summary>
    public static string Location(RoomDefinition room, AccessNumber? number)
    {
        var dialled = number is null ? "" : $"{PhoneText.Show(number.Number)}, ";
        return room.AccessMode == AccessMode.Pin ? $"{dialled}{room.Id}#, {room.GuestPin}#" : $"{dialled}{room.Id}#";
    }
}
