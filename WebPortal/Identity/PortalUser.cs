using Microsoft.AspNetCore.Identity;

namespace OrleansConf.WebPortal.Identity;

/// <summary>Someone who signs in to the portal.</summary>
public sealed class PortalUser : IdentityUser
{
    [PersonalData] public string DisplayName { get; set; } = "";

    /// <summary>The organizer account the user acts for; null for the provider's own people.</summary>
    public string? AccountId { get; set; }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; set; } = "en";

    /// <summary>IANA name; null: the browser's.</summary>
    public string? TimeZone { get; set; }
}
