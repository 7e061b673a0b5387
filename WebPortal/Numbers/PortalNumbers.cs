using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Numbers;

/// <summary>The provider's numbers for pages.</summary>
public sealed class PortalNumbers(IGrainFactory grains, PortalSession session, NumberPlanCopy copy)
{
    /// <summary>Shared numbers in service; what load tests dial is left out.</summary>
    public async Task<ImmutableArray<AccessNumber>> ListSharedAsync() =>
        [.. (await copy.GetAsync()).Numbers.Where(n => n.Use == NumberUse.Shared && n.InService && n.Number.StartsWith('+'))];

    /// <summary>Own numbers of the signed-in user's account.</summary>
    public async Task<ImmutableArray<AccessNumber>> ListOwnAsync() =>
        (await session.GetAsync())?.Account is { } account
            ? [.. (await copy.GetAsync()).Numbers.Where(n => n.Use == NumberUse.OwnNumber && n.Owner == account).OrderBy(n => n.Number, StringComparer.Ordinal)]
            : [];

    /// <summary>Switches an own number's conference mode on or off (R-ACC-4); false when the number is not the account's.</summary>
    public async Task<bool> SetInServiceAsync(RoomId room, bool inService)
    {
        var own = (await ListOwnAsync()).FirstOrDefault(n => n.Room == room);
        if (own is null)
            return false;

        await grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).PutAsync([own with { InService = inService }]);
        copy.Forget();
        return true;
    }
}
