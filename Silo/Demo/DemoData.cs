using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.WebPortal.Identity;

namespace OrleansConf.Silo.Demo;

/// <summary>Fills an embedded system on its first start, before the media node takes calls. Never runs in cluster mode.</summary>
public sealed partial class DemoData(
    IGrainFactory grains, IOptions<DemoOptions> options, IServiceScopeFactory scopes, ILogger<DemoData> logger) : IHostedService
{
    // One more than asked for, so that counting from 8000 and from 8001 both find N rooms.
    private const int FirstLoadRoom = 8000;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        var account = grains.GetGrain<IOrganizerAccountGrain>(DemoAccount.Id.Value);
        if (await account.GetAsync() is null)
            await FillAsync(account, cancellationToken);
        await AddLoadRoomsAsync(account);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FillAsync(IOrganizerAccountGrain account, CancellationToken cancellationToken)
    {
        await Numbers().PutAsync(DemoNumbers.All());
        var organizer = await AddUsersAsync(cancellationToken);
        await account.CreateAsync(DemoAccount.Definition);
        foreach (var room in DemoAccount.Rooms(organizer))
        {
            if (await account.AddPermanentRoomAsync(room) is null)
                LogRoomTaken(room.OwnNumber ?? room.ConferenceNumber ?? room.Title);
        }

        LogFilled();
    }

    private async Task<UserId?> AddUsersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IPortalUsers>() is not { } users)
            return null;
        var organizer = await users.EnsureAsync(
            DemoAccount.Organizer, DemoAccount.Password, "Anna Nowak", DemoAccount.Id, ["organizer"], "en", cancellationToken);
        await users.EnsureAsync(
            DemoAccount.BillingContact, DemoAccount.Password, "Ben Weber", DemoAccount.Id, ["billing-contact"], "en", cancellationToken);
        await users.EnsureAsync(DemoAccount.Operator, DemoAccount.Password, "Olga Rossi", null, ["operator"], "en", cancellationToken);
        return organizer;
    }

    private async Task AddLoadRoomsAsync(IOrganizerAccountGrain account)
    {
        if (options.Value.LoadRooms == 0)
            return;
        var names = Enumerable.Range(FirstLoadRoom, options.Value.LoadRooms + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        var known = (await account.ListPermanentRoomsAsync()).Select(room => room.Id.Value).ToHashSet();
        await Numbers().PutAsync([.. names.Select(name => DemoNumbers.OwnNumber(name, "en"))]);
        foreach (var name in names.Where(name => !known.Contains(name)))
            await account.AddPermanentRoomAsync(DemoAccount.LoadRoom(name));
        LogLoadRooms(names[0], names[^1]);
    }

    private INumberPlanGrain Numbers() => grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key);

    [LoggerMessage(7100, LogLevel.Information, "First start: demo data written")]
    private partial void LogFilled();

    [LoggerMessage(7101, LogLevel.Information, "Load rooms {First} to {Last} are open")]
    private partial void LogLoadRooms(string first, string last);

    [LoggerMessage(7102, LogLevel.Warning, "Demo room {Room} was there already")]
    private partial void LogRoomTaken(string room);
}
