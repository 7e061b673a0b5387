namespace OrleansConf.Silo.Hosting;

/// <summary>Reads <c>--roles silo,media,portal</c>.</summary>
public static class RoleList
{
    /// <summary>An empty list means every role; an unknown word is an error that names it.</summary>
    public static bool TryParse(string? text, out Roles roles, out string? error)
    {
        roles = Roles.None;
        error = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            roles = Roles.All;
            return true;
        }

        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var role = word.ToLowerInvariant() switch
            {
                "silo" => Roles.Silo,
                "media" => Roles.Media,
                "portal" => Roles.Portal,
                _ => Roles.None,
            };
            if (role == Roles.None)
            {
                error = $"roles: '{word}' is not silo, media or portal";
                return false;
            }

            roles |= role;
        }

        return true;
    }
}
