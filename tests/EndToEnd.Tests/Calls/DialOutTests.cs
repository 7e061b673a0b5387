using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Sip;
using Xunit;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>The platform calls people: dial-out from the keypad, Call Me, moving between rooms.</summary>
public sealed class DialOutTests(TrunkServer server) : ServerTests(server), IClassFixture<TrunkServer>
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    private readonly SipCarrier _carrier = server.Carrier;
    private OperatorClient? _provider;

    private IConferenceRoomGrain DemoRoom => Room(Demo.ConferenceNumber);

    public override async ValueTask InitializeAsync() => _provider = await OperatorClient.ConnectAsync(Server.Process, Cancel);

    public override async ValueTask DisposeAsync()
    {
        if (_provider is not null)
            await _provider.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact(DisplayName = "R-CALL-3 R-CALL-7 a moderator keys *2 and a number; who answers and presses 1 is in, and leaves one record")]
    public async Task DialOut_FromKeypad_BringsIn()
    {
        const string number = "+4930770001";
        _carrier.Answer(number, Tones.Of(90));
        SipCaller moderator = await EnterAsync(Demo.AdminPin);
        await moderator.Audio.Heard.UntilSoundAsync(Patience, Cancel);
        await moderator.Audio.PressAsync($"*2p00{number[1..]}#", cancellationToken: Cancel);

        CarrierCall phone = await _carrier.UntilAnsweredAsync(number, Answer, Cancel);
        await phone.Audio.Heard.UntilSoundAsync(Patience, Cancel);
        await phone.Audio.PressAsync("1", cancellationToken: Cancel);

        await moderator.Audio.UntilHearsAsync([Tones.Of(90)], Answer, cancellationToken: Cancel);
        await phone.Audio.UntilHearsAsync([Callers.ToneOf(moderator)], Answer, cancellationToken: Cancel);
        RoomSnapshot snapshot = (await DemoRoom.GetSnapshotAsync())!;
        Participant called = Assert.Single(snapshot.Participants, participant => participant.NumberKind == NumberKind.DialOut);
        Assert.Equal((number, "DE", Role.Guest), (called.CallerNumber, called.Country, called.Role));

        await CommandAsync(DemoRoom, RoomAction.End);
        await _carrier.UntilHungUpAsync(phone, Patience, Cancel);
        await UntilAsync(async () => (await RecordsToAsync(number)) is [{ NumberKind: NumberKind.DialOut, JoinedAt: not null }]);
    }

    [Fact(DisplayName = "R-CALL-7 Call Me: the phone rings, 1 is pressed, and its owner moderates if the organizer asked so")]
    public async Task CallMe_FromThePortal_BringsIn()
    {
        const string number = "+4930770002";
        _carrier.Answer(number, Tones.Of(91));
        var request = new DialOutRequest { RequestId = Guid.NewGuid(), Number = "030 770002", Name = "Anna", Role = Role.Moderator };
        // The demo account reads national numbers in its country.
        Assert.Equal(DialOutOutcome.InvalidNumber, await DemoRoom.DialOutAsync(request with { RequestId = Guid.NewGuid(), Number = "12" }));
        Assert.Equal(DialOutOutcome.Dialling, await DemoRoom.DialOutAsync(request with { Number = number }));
        Assert.Equal(DialOutOutcome.Dialling, await DemoRoom.DialOutAsync(request with { Number = number }));

        CarrierCall phone = await _carrier.UntilAnsweredAsync(number, Answer, Cancel);
        await phone.Audio.Heard.UntilSoundAsync(Patience, Cancel);
        await phone.Audio.PressAsync("1", cancellationToken: Cancel);
        await UntilAsync(async () => (await DemoRoom.GetSnapshotAsync())?.Participants is [{ Name: "Anna", Role: Role.Moderator }]);
        await CommandAsync(DemoRoom, RoomAction.End);
        await _carrier.UntilHungUpAsync(phone, Patience, Cancel);
    }

    [Fact(DisplayName = "R-CALL-7 a voice mail that presses nothing never joins; a busy phone shows as such")]
    public async Task DialOut_NotAccepted_StaysOutside()
    {
        const string mailbox = "+4930770003";
        _carrier.Answer(mailbox, Tones.Of(92));
        await DemoRoom.DialOutAsync(new DialOutRequest { RequestId = Guid.NewGuid(), Number = mailbox });
        await DemoRoom.DialOutAsync(new DialOutRequest { RequestId = Guid.NewGuid(), Number = "+4930770004" });

        CarrierCall phone = await _carrier.UntilAnsweredAsync(mailbox, Answer, Cancel);
        await UntilAsync(async () => (await DemoRoom.GetSnapshotAsync())!.Dialling.Any(party => party is { Number: "+4930770004", Failure: "busy" }));
        await _carrier.UntilHungUpAsync(phone, TimeSpan.FromSeconds(90), Cancel);
        Assert.Empty((await DemoRoom.GetSnapshotAsync())!.Participants);
    }

    [Fact(DisplayName = "R-CALL-6 a participant is moved into another room of the account and hears those there, no longer these")]
    public async Task Move_ToAnotherRoom_ChangesWhoIsHeard()
    {
        SipCaller[] here = [await EnterAsync(Demo.AdminPin), await EnterAsync(Demo.Pin)];
        SipCaller there = Callers.Add();
        await there.CallAsync(Demo.OpenNumber, Cancel);
        await Callers.HearEachOtherAsync(here, Cancel);
        Participant guest = (await DemoRoom.GetSnapshotAsync())!.Participants.Single(participant => participant.Role == Role.Guest);

        await DemoRoom.CommandAsync(new RoomCommand
        {
            CommandId = Guid.NewGuid(),
            Action = RoomAction.Move,
            Target = guest.Id,
            Destination = new RoomId(Demo.OpenNumber),
        });

        await Callers.HearEachOtherAsync([here[1], there], Cancel);
        await here[0].Audio.UntilSilentAsync([Callers.ToneOf(here[1])], Patience, Cancel);
        Assert.Single((await DemoRoom.GetSnapshotAsync())!.Participants);
        Assert.Equal(2, (await Room(Demo.OpenNumber).GetSnapshotAsync())!.Participants.Length);
        await CommandAsync(DemoRoom, RoomAction.End);
        await CommandAsync(Room(Demo.OpenNumber), RoomAction.End);
        await here[1].UntilByeAsync(Patience, Cancel);
    }

    private IConferenceRoomGrain Room(string id) => _provider!.Grains.GetGrain<IConferenceRoomGrain>(id);

    private static Task<RoomCommandOutcome> CommandAsync(IConferenceRoomGrain room, RoomAction action) =>
        room.CommandAsync(new RoomCommand { CommandId = Guid.NewGuid(), Action = action });

    private async Task<SipCaller> EnterAsync(string pin)
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.SharedNumber, Cancel);
        await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#{pin}#", cancellationToken: Cancel);
        await UntilAsync(async () => (await DemoRoom.GetSnapshotAsync())!.Participants.Any(p => p.CallerNumber == caller.Name.Split(' ')[0]));
        return caller;
    }

    private async Task<CallRecord[]> RecordsToAsync(string number)
    {
        CallHistoryPage page = await _provider!.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Take = 500 });
        return [.. page.Records.Where(record => record.DialledNumber == number)];
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Answer);
        while (!await condition())
            Assert.True(await timer.WaitForNextTickAsync(limit.Token));
    }
}
