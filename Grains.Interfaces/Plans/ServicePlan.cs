using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Plans;

/// <summary>Every limit and default that an account's rooms and calls follow. Operator data, never constants in code.</summary>
[GenerateSerializer, Immutable, Alias("conf.service-plan")]
public sealed record ServicePlan
{
    [Id(0)] public required PlanId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Language of its users unless a user chose another: en, de, es, fr, it, pl.</summary>
    [Id(2)] public required string Language { get; init; }

    /// <summary>R-RES-9; 0 is unlimited.</summary>
    [Id(3)] public required int MaxParticipants { get; init; }

    /// <summary>R-RES-3.</summary>
    [Id(4)] public required int MaxActiveReservations { get; init; }

    /// <summary>R-RES-2: earliest start from now.</summary>
    [Id(5)] public required TimeSpan MinLeadTime { get; init; }

    /// <summary>R-RES-2: latest start from now.</summary>
    [Id(6)] public required TimeSpan MaxLeadTime { get; init; }

    /// <summary>R-RES-2: longest time from start to end.</summary>
    [Id(7)] public required TimeSpan MaxRoomLife { get; init; }

    /// <summary>R-RES-4: how long a finished reservation stays listed and keeps its place.</summary>
    [Id(8)] public required TimeSpan FinishedTail { get; init; }

    /// <summary>R-RES-8: how long before the start callers are let in.</summary>
    [Id(9)] public required TimeSpan EarlyEntry { get; init; }

    /// <summary>R-RES-7: how long before the end the warning is played.</summary>
    [Id(10)] public required TimeSpan EndWarning { get; init; }

    /// <summary>R-ACC-6: wrong entries that end the call.</summary>
    [Id(11)] public required int MaxEntryAttempts { get; init; }

    /// <summary>R-CALL-1: how long each IVR step waits for a key.</summary>
    [Id(12)] public required TimeSpan EntryTimeout { get; init; }

    /// <summary>R-CALL-1: how often a step repeats after a timeout.</summary>
    [Id(13)] public required int EntryRepeats { get; init; }

    /// <summary>Digits of generated conference numbers and PINs (R-RES-12).</summary>
    [Id(14)] public required int ConferenceNumberDigits { get; init; }

    [Id(15)] public required int PinDigits { get; init; }

    [Id(16)] public required int AdminPinDigits { get; init; }

    /// <summary>R-CALL-3: <c>classic</c>, <c>modern</c> or a map the provider loaded.</summary>
    [Id(17)] public required string KeyMap { get; init; }

    /// <summary>R-BIL-2: how long a caller may wait for the organizer.</summary>
    [Id(18)] public required TimeSpan WaitingLimit { get; init; }

    /// <summary>R-CALL-10: how long the conference goes on without a moderator; null is without end.</summary>
    [Id(19)] public TimeSpan? WithoutModeratorLimit { get; init; }

    /// <summary>R-ACC-2: play a prompt before a caller is rejected (the call is answered for it).</summary>
    [Id(20)] public required bool PromptBeforeReject { get; init; }

    /// <summary>Currency of the account's charges.</summary>
    [Id(21)] public required string Currency { get; init; }

    /// <summary>R-NUM-3: the toll-free add-on can be had on this plan.</summary>
    [Id(22)] public required bool TollFreeAvailable { get; init; }

    /// <summary>Longest call; a leg is ended after it.</summary>
    [Id(23)] public required TimeSpan MaxCallLength { get; init; }

    /// <summary>Options a new room starts with.</summary>
    [Id(24)] public required RoomOptions DefaultOptions { get; init; }

    /// <summary>R-BIL-1: seconds are charged in steps of this; 60 is per started minute.</summary>
    [Id(25)] public required int BillingIncrementSeconds { get; init; }

    /// <summary>R-BIL-1: the first step, e.g. 60 of 60/1.</summary>
    [Id(26)] public required int BillingMinimumSeconds { get; init; }

    /// <summary>R-NUM-3: accounts have the toll-free add-on from the start.</summary>
    [Id(27)] public bool TollFreeIncluded { get; init; }

    /// <summary>R-NUM-4: the highest price per minute that a new account pays where toll-free is available; null: any.</summary>
    [Id(28)] public decimal? TollFreePriceLimit { get; init; }

    /// <summary>R-BIL-10: the longest call on a number that the organizer pays for; null: as <see cref="MaxCallLength"/>.</summary>
    [Id(29)] public TimeSpan? MaxPaidCallLength { get; init; }

    /// <summary>R-BIL-10: an account that spends more within an hour is blocked from toll-free; null: never.</summary>
    [Id(30)] public decimal? AbnormalHourlySpend { get; init; }

    /// <summary>How a new account pays.</summary>
    [Id(31)] public PaymentMode Payment { get; init; }

    /// <summary>How far a new account that is not prepaid may go below zero; null: without limit.</summary>
    [Id(32)] public decimal? CreditLimit { get; init; }

    /// <summary>R-RES-11: most occurrences of a recurring conference; 0: none on this plan.</summary>
    [Id(40)] public int MaxOccurrences { get; init; } = 60;

    /// <summary>R-CALL-7: rooms of the plan may call people.</summary>
    [Id(41)] public bool DialOut { get; init; } = true;

    /// <summary>R-CALL-7: how long a called phone may ring.</summary>
    [Id(42)] public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(45);
}
