using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>One row of the participants in the schedule form.</summary>
public sealed class InviteeDraft
{
    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string Mobile { get; set; } = "";

    /// <summary>ISO 3166-1 alpha-2, or empty.</summary>
    public string Country { get; set; } = "";

    /// <summary>ISO 639-1, or empty.</summary>
    public string Language { get; set; } = "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Email) && string.IsNullOrWhiteSpace(Mobile);

    public static InviteeDraft From(Invitee invitee) => new()
    {
        Name = invitee.Name,
        Email = invitee.Email ?? "",
        Mobile = invitee.Mobile ?? "",
        Country = invitee.Country ?? "",
        Language = invitee.Language ?? "",
    };

    public Invitee ToInvitee() => new()
    {
        Name = Name.Trim(),
        Email = OrNull(Email),
        Mobile = OrNull(Mobile),
        Country = OrNull(Country),
        Language = OrNull(Language),
    };

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
