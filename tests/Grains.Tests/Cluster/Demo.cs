namespace OrleansConf.Grains.Tests.Cluster;

/// <summary>Numbers, an account and rooms like those of a demo system, and calls into them.</summary>
public static class Demo
{
    public const string SharedToll = "+48223500908";
    public const string SharedTollFree = "+498000004711";
    public const string OwnOpen = "+4930863001";
    public const string OwnPin = "+4930863002";
    public const string OwnList = "+4930863003";
    public const string Conference = "100200";
    public const string GuestPin = "2468";
    public const string AdminPin = "13579";
    public const string Listed = "+4915112345678";

    public static readonly AccountId Account = new("demo");

    public static readonly NodeId Node = new("node-1");

    public static async Task SeedAsync(IGrainFactory grains)
    {
        await grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).PutAsync(
        [
            Number(SharedToll, "PL", NumberKind.Toll, NumberUse.Shared) with { ShortCode = "908" },
            Number(SharedTollFree, "DE", NumberKind.TollFree, NumberUse.Shared) with { PricePerMinute = new Money(1.64m, "EUR") },
            Number(OwnOpen, "DE", NumberKind.Toll, NumberUse.OwnNumber) with { Owner = Account },
            Number(OwnPin, "DE", NumberKind.Toll, NumberUse.OwnNumber) with { Owner = Account },
            Number(OwnList, "DE", NumberKind.Toll, NumberUse.OwnNumber) with { Owner = Account },
        ]);
        var account = grains.GetGrain<IOrganizerAccountGrain>(Account.Value);
        await account.CreateAsync(new AccountDefinition
        {
            Name = "Demo",
            Plan = new PlanId("toll-free-guests"),
            Country = "DE",
            OpeningBalance = new Money(100m, "EUR"),
        });
        await AddRoomAsync(account, Room() with { ConferenceNumber = Conference, GuestPin = GuestPin, AdminPin = AdminPin });
        await AddRoomAsync(account, Room() with { OwnNumber = OwnOpen, AccessMode = AccessMode.Open });
        await AddRoomAsync(account, Room() with { OwnNumber = OwnPin, GuestPin = "4321" });
        await AddRoomAsync(account, Room() with { OwnNumber = OwnList, AccessMode = AccessMode.AllowList, AllowedCallers = ["0151 12345678"] });
    }

    public static PermanentRoomRequest Room() => new() { RequestId = Guid.NewGuid(), Title = "Demo room" };

    public static CallOpening Opening(string dialled, DateTimeOffset at, string? caller = "+48600100200") => new()
    {
        Node = Node,
        NodeEpoch = 1,
        Dialled = dialled,
        Caller = caller,
        CallerWithheld = caller is null,
        TrunkCountry = "DE",
        ReceivedAt = at,
        SipCallId = Guid.NewGuid().ToString("N"),
        SourceAddress = "192.0.2.10",
    };

    public static AccessNumber Number(string number, string country, NumberKind kind, NumberUse use) => new()
    {
        Number = number,
        Country = country,
        Language = country == "PL" ? "pl" : "de",
        Kind = kind,
        Use = use,
        Region = "eu-central",
        PricePerMinute = Money.Zero("EUR"),
    };

    private static async Task AddRoomAsync(IOrganizerAccountGrain account, PermanentRoomRequest request) =>
        Assert.NotNull(await account.AddPermanentRoomAsync(request));
}
