namespace OrleansConf.WebPortal.Identity;

/// <summary>What users may do (R-WEB-1).</summary>
public static class PortalRoles
{
    public const string Organizer = "organizer";
    public const string BillingContact = "billing-contact";
    public const string Operator = "operator";

    public static readonly string[] All = [Organizer, BillingContact, Operator];
}
