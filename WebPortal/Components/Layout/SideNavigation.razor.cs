using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Components.Layout;

/// <summary>A column on wide screens; on phones the main places become a bar at the bottom and the rest moves to the account menu.</summary>
public sealed partial class SideNavigation
{
    private static readonly Link[] Links =
    [
        new("", "nav-home", "nav.home", Icons.Material.Rounded.Home, IsMain: true, HasAccount),
        new("schedule", "nav-schedule", "nav.schedule", Icons.Material.Rounded.AddCircle, IsMain: true, HasAccount),
        new("upcoming", "nav-upcoming", "nav.upcoming", Icons.Material.Rounded.CalendarMonth, IsMain: true, HasAccount),
        new("history", "nav-history", "nav.history", Icons.Material.Rounded.History, IsMain: true, HasAccount),
        new("numbers", "nav-numbers", "nav.numbers", Icons.Material.Rounded.Public, IsMain: true, _ => true),
        new("own-numbers", "nav-own-numbers", "nav.own-numbers", Icons.Material.Rounded.DialerSip, IsMain: false, HasAccount),
        new("operator/nodes", "nav-nodes", "nav.nodes", Icons.Material.Rounded.Dns, IsMain: false, IsOperator),
        new("operator/calls", "nav-all-calls", "nav.all-calls", Icons.Material.Rounded.ManageSearch, IsMain: false, IsOperator),
    ];

    [Parameter] public SignedIn? User { get; set; }

    private static bool HasAccount(SignedIn? user) => user?.Account is not null;

    private static bool IsOperator(SignedIn? user) => user is { IsOperator: true };

    private sealed record Link(string Href, string TestId, string Key, string Icon, bool IsMain, Func<SignedIn?, bool> For);
}
