namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>What a fresh system offers, as the run contract states it.</summary>
internal static class Demo
{
    public const string SharedNumber = "+48223500908";
    public const string ShortCode = "908";
    public const string ConferenceNumber = "100200";
    public const string Pin = "2468";
    public const string AdminPin = "13579";

    public const string OpenNumber = "+4930863001";
    public const string PinNumber = "+4930863002";
    public const string PinOfNumber = "4321";
    public const string ListedNumber = "+4930863003";
    public const string ListedCaller = "+4915112345678";

    public const string Organizer = "anna@demo.example";
    public const string BillingContact = "ben@demo.example";
    public const string Operator = "olga@demo.example";
    public const string Password = "Conference-2468!";
}
