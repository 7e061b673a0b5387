using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Silo.Demo;

/// <summary>The demo account's facts, as the run contract names them.</summary>
public static class DemoAccount
{
    public const string Password = "Conference-2468!";
    public const string Organizer = "anna@demo.example";
    public const string BillingContact = "ben@demo.example";
    public const string Operator = "olga@demo.example";
    public const string ConferenceNumber = "100200";
    public const string Pin = "2468";
    public const string AdminPin = "13579";
    public const string OpenNumber = "+4930863001";
    public const string PinNumber = "+4930863002";
    public const string PinOfPinNumber = "4321";
    public const string ListNumber = "+4930863003";
    public const string ListedCaller = "+4915112345678";

    public static readonly AccountId Id = new("demo");

    public static readonly AccountDefinition Definition = new()
    {
        Name = "Demo Ltd",
        Plan = new PlanId("toll-free-guests"),
        Country = "PL",
        OpeningBalance = new Money(100.00m, "EUR"),
        BillingContact = new BillingContact { Email = BillingContact, Name = "Ben Weber", Language = "en" },
    };

    /// <summary>The permanent conference and the three own numbers in conference mode.</summary>
    public static IEnumerable<PermanentRoomRequest> Rooms(UserId? organizer)
    {
        yield return new PermanentRoomRequest
        {
            RequestId = Guid.NewGuid(),
            Organizer = organizer,
            Title = "Permanent conference",
            ConferenceNumber = ConferenceNumber,
            GuestPin = Pin,
            AdminPin = AdminPin,
        };
        yield return OwnNumber("Open line", OpenNumber, AccessMode.Open) with { Organizer = organizer };
        yield return OwnNumber("Team line", PinNumber, AccessMode.Pin) with { Organizer = organizer, GuestPin = PinOfPinNumber };
        yield return OwnNumber("Board line", ListNumber, AccessMode.AllowList) with { Organizer = organizer, AllowedCallers = [ListedCaller] };
    }

    /// <summary>An open room without a participant limit behind a short number.</summary>
    public static PermanentRoomRequest LoadRoom(string number) => OwnNumber($"Load room {number}", number, AccessMode.Open) with
    {
        MaxParticipants = 0,
        Options = new RoomOptions { EntrySound = EntrySound.None, AlonePrompt = false },
    };

    private static PermanentRoomRequest OwnNumber(string title, string number, AccessMode mode) => new()
    {
        RequestId = Guid.NewGuid(),
        Title = title,
        OwnNumber = number,
        AccessMode = mode,
        Language = "de",
    };
}
