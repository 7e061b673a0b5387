namespace OrleansConf.WebPortal.Identity;

/// <summary>Where a form may send the browser afterwards: within the portal only.</summary>
public static class LocalUrls
{
    public static string OrHome(string? url) =>
        url is ['/', ..] && (url.Length == 1 || (url[1] is not ('/' or '\\'))) && !url.Any(char.IsControl) ? url : "/";
}
