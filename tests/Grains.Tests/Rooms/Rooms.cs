namespace OrleansConf.Grains.Tests.Rooms;

/// <summary>A room, a plan and callers to test rules with.</summary>
internal static class Rooms
{
    public const string AdminPin = "13579";
    public const string GuestPin = "2468";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly ServicePlan Plan = OrleansConf.Grains.Plans.PlanPresets.All.Single(plan => plan.Id.Value == "reserved");

    public static RoomDefinition Definition(AccessMode mode = AccessMode.Pin) => new()
    {
        Id = new RoomId("100200"),
        Account = new AccountId("demo"),
        Title = "Room",
        Kind = RoomKind.Permanent,
        AccessMode = mode,
        AdminPin = AdminPin,
        GuestPin = GuestPin,
        AllowedCallers = ["+4915112345678"],
        MaxParticipants = 30,
        Options = new RoomOptions(),
        Plan = Plan.Id,
    };

    public static RoomEntry Entry(string? pin = GuestPin, string? caller = "+48600100200", string? call = null, int attempt = 1, string node = "node-1") => new()
    {
        CallId = new CallId(call ?? Guid.NewGuid().ToString("N")),
        Attempt = attempt,
        Node = new NodeId(node),
        Pin = pin,
        CallerNumber = caller,
        DialledNumber = "+48223500908",
        NumberKind = NumberKind.Toll,
        Country = "PL",
    };
}
