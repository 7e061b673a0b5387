namespace OrleansConf.Grains.Accounts;

/// <summary>What is stored of an account. Money is not: the ledger has it.</summary>
[GenerateSerializer, Alias("conf.state.account")]
public sealed class AccountState
{
    /// <summary>Null: there is no such account.</summary>
    [Id(0)] public AccountDefinition? Definition { get; set; }

    [Id(1)] public List<StoredReservation> Reservations { get; set; } = [];

    [Id(2)] public List<StoredRoom> Rooms { get; set; } = [];
}
