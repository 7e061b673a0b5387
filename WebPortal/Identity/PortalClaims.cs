namespace OrleansConf.WebPortal.Identity;

/// <summary>Claims beside those of ASP.NET Core Identity.</summary>
public static class PortalClaims
{
    public const string Account = "orleansconf:account";
    public const string DisplayName = "orleansconf:display-name";
    public const string Language = "orleansconf:language";
}
