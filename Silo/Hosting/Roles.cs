namespace OrleansConf.Silo.Hosting;

/// <summary>What this process does: any combination of grains, media and portal.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Silo = 1,
    Media = 2,
    Portal = 4,
    All = Silo | Media | Portal,
}
