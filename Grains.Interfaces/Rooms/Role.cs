namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What a participant may do (R-ACC-5).</summary>
[GenerateSerializer, Alias("conf.role")]
public enum Role
{
    Guest = 0,
    Moderator = 1,
}
