using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;

namespace OrleansConf.Grains.Calls;

/// <summary>The <c>calls</c> table in SQL that both dialects understand. Instants are Unix milliseconds, money millionths.</summary>
internal static class CallTable
{
    private static readonly string[] Columns =
    [
        "call_id", "revision", "node_id", "node_epoch", "sip_call_id", "trunk", "source_address", "dialled_number", "number_kind",
        "country", "language", "price_micros", "currency", "own_room_id", "caller_number", "received_at", "answered_at", "joined_at",
        "ended_at", "account_id", "room_id", "room_title", "conference_id", "participant_id", "role", "plan_id", "result", "reason",
        "charge_micros", "rejected_entries", "codec", "packets_received", "packets_sent", "packets_lost", "frames_concealed",
        "jitter_ms", "round_trip_ms", "connection_fee_micros", "free_seconds", "minimum_seconds", "increment_seconds", "waited", "pending_micros",
        "charged_until",
    ];

    public static readonly string Select = $"SELECT {string.Join(", ", Columns)} FROM calls";

    // The WHERE makes an ended call final and lets a late, older write do nothing.
    public static readonly string Upsert =
        $"INSERT INTO calls ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))}) " +
        $"ON CONFLICT (call_id) DO UPDATE SET {string.Join(", ", Columns.Skip(1).Select(c => $"{c} = excluded.{c}"))} " +
        "WHERE calls.ended_at IS NULL AND calls.revision < excluded.revision";

    /// <summary>The values of <see cref="Upsert"/>'s parameters, in order.</summary>
    public static object?[] Values(JournaledCall call) =>
    [
        call.CallId.Value, call.Revision, call.Node.Value, call.NodeEpoch, call.SipCallId, call.Trunk, call.SourceAddress,
        call.DialledNumber, (int)call.NumberKind, call.Country, call.Language, Micros.From(call.Tariff.PricePerMinute),
        call.Tariff.PricePerMinute.Currency, call.OwnRoom?.Value, call.CallerNumber, Millis(call.ReceivedAt), Millis(call.AnsweredAt),
        Millis(call.JoinedAt), Millis(call.EndedAt), call.Account?.Value, call.Room?.Value, call.RoomTitle, call.ConferenceId,
        call.Participant?.Value, (int)call.Role, call.Plan?.Value, (int)call.Termination.Result, call.Termination.Reason,
        call.Charge is { } charge ? Micros.From(charge) : null, EntriesText(call.RejectedEntries), call.Figures.Codec,
        call.Figures.PacketsReceived, call.Figures.PacketsSent, call.Figures.PacketsLost, call.Figures.FramesConcealed,
        call.Figures.JitterMs, call.Figures.RoundTripMs, Micros.From(new Money(call.Tariff.ConnectionFee, "")), call.Tariff.FreeSeconds,
        call.Tariff.MinimumSeconds, call.Tariff.IncrementSeconds, call.Waited ? 1 : 0,
        call.Pending is { } pending ? Micros.From(pending) : null, Millis(call.ChargedUntil),
    ];

    /// <summary>Reads a row of <see cref="Select"/>.</summary>
    public static JournaledCall Read(DbDataReader row)
    {
        var currency = row.GetString(12);
        return new JournaledCall
        {
            CallId = new CallId(row.GetString(0)),
            Revision = row.GetInt32(1),
            Node = new NodeId(row.GetString(2)),
            NodeEpoch = row.GetInt64(3),
            SipCallId = row.GetString(4),
            Trunk = row.GetString(5),
            SourceAddress = row.GetString(6),
            DialledNumber = row.GetString(7),
            NumberKind = (NumberKind)row.GetInt32(8),
            Country = Text(row, 9),
            Language = row.GetString(10),
            Tariff = new Tariff
            {
                PricePerMinute = Micros.ToMoney(row.GetInt64(11), currency),
                ConnectionFee = Micros.ToMoney(row.GetInt64(37), currency).Amount,
                FreeSeconds = row.GetInt32(38),
                MinimumSeconds = row.GetInt32(39),
                IncrementSeconds = row.GetInt32(40),
            },
            Waited = row.GetInt32(41) != 0,
            Pending = row.IsDBNull(42) ? null : Micros.ToMoney(row.GetInt64(42), currency),
            ChargedUntil = Instant(row, 43),
            OwnRoom = Text(row, 13) is { } ownRoom ? new RoomId(ownRoom) : null,
            CallerNumber = Text(row, 14),
            ReceivedAt = Instant(row, 15) ?? default,
            AnsweredAt = Instant(row, 16),
            JoinedAt = Instant(row, 17),
            EndedAt = Instant(row, 18),
            Account = Text(row, 19) is { } account ? new AccountId(account) : null,
            Room = Text(row, 20) is { } room ? new RoomId(room) : null,
            RoomTitle = Text(row, 21),
            ConferenceId = Text(row, 22),
            Participant = Text(row, 23) is { } participant ? new ParticipantId(participant) : null,
            Role = (Role)row.GetInt32(24),
            Plan = Text(row, 25) is { } plan ? new PlanId(plan) : null,
            Termination = new Termination((TerminationResult)row.GetInt32(26), Text(row, 27) ?? ""),
            Charge = row.IsDBNull(28) ? null : Micros.ToMoney(row.GetInt64(28), currency),
            RejectedEntries = ParseEntries(row.GetString(29)),
            Figures = new CallFigures
            {
                Codec = row.GetString(30),
                PacketsReceived = row.GetInt64(31),
                PacketsSent = row.GetInt64(32),
                PacketsLost = row.GetInt64(33),
                FramesConcealed = row.GetInt64(34),
                JitterMs = row.GetDouble(35),
                RoundTripMs = row.GetDouble(36),
            },
        };
    }

    public static long Millis(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private static long? Millis(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    private static DateTimeOffset? Instant(DbDataReader row, int ordinal) =>
        row.IsDBNull(ordinal) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(ordinal));

    private static string? Text(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);

    private static string EntriesText(ImmutableArray<AdmissionOutcome> entries) =>
        string.Join(',', entries.Select(entry => ((int)entry).ToString(CultureInfo.InvariantCulture)));

    private static ImmutableArray<AdmissionOutcome> ParseEntries(string text) => text.Length == 0
        ? []
        : [.. text.Split(',').Select(part => (AdmissionOutcome)int.Parse(part, CultureInfo.InvariantCulture))];
}
