using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Storage;
using OrleansConf.Silo.Storage;

namespace OrleansConf.Grains.Tests.Calls;

/// <summary>Journals on real files, and calls to write.</summary>
internal static class Journals
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static async Task<SqlCallJournal> OpenSqliteAsync(string folder)
    {
        var options = new StorageOptions { DataFolder = folder };
        await StorageSchema.UpgradeAsync(options, TestContext.Current.CancellationToken);
        return Open(new ConferenceDatabase(DatabaseDialect.Sqlite, () => new SqliteConnection($"Data Source={options.ConferenceFile}")));
    }

    public static SqlCallJournal Open(ConferenceDatabase database, TimeSpan? timeout = null) => new(
        database,
        Options.Create(new JournalOptions { WriteTimeout = timeout ?? TimeSpan.FromSeconds(10) }),
        NullLogger<JournalWriter>.Instance);

    public static JournaledCall OpenCall(string? id = null, int revision = 1) => new()
    {
        CallId = new CallId(id ?? Guid.NewGuid().ToString("N")),
        Revision = revision,
        Node = new NodeId("node-1"),
        NodeEpoch = 3,
        SipCallId = "abc@example",
        Trunk = "default",
        SourceAddress = "192.0.2.10",
        DialledNumber = "+498000004711",
        NumberKind = NumberKind.TollFree,
        Country = "DE",
        Language = "de",
        Tariff = new Tariff { PricePerMinute = new Money(1.64m, "EUR") },
        ReceivedAt = Now,
    };

    public static JournaledCall Ended(this JournaledCall call, decimal charge, int minutes = 1) => call with
    {
        Revision = call.Revision + 1,
        Account = new AccountId("demo"),
        Room = new RoomId("100200"),
        Participant = new ParticipantId("p"),
        Plan = new PlanId("toll-free-guests"),
        Role = Role.Moderator,
        AnsweredAt = Now,
        JoinedAt = Now.AddSeconds(5),
        EndedAt = Now.AddMinutes(minutes),
        Termination = Termination.Success(TerminationReason.CallerHungUp),
        Charge = new Money(charge, "EUR"),
        RejectedEntries = [AdmissionOutcome.WrongPin, AdmissionOutcome.UnknownConference],
        Figures = new CallFigures { Codec = "PCMA", PacketsReceived = 3_000, PacketsSent = 3_001, PacketsLost = 2, FramesConcealed = 1, JitterMs = 1.5, RoundTripMs = 20.25 },
    };
}
