using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Nodes;

namespace OrleansConf.WebPortal.Components.Operator;

/// <summary>Media nodes with their load; drains them (R-WEB-4).</summary>
public sealed partial class Nodes(PortalNodes nodes, Browser browser, TimeProvider time)
{
    // Nodes report every two seconds; there is no news to subscribe to.
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private ImmutableArray<NodeSnapshot>? _nodes;
    private string _timeZone = "UTC";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _timeZone = await browser.GetTimeZoneAsync();
        await RefreshAsync(_gone.Token);
    }

    private static string HealthClass(NodeHealth health) => health switch
    {
        NodeHealth.Healthy => "chip good",
        NodeHealth.Draining => "chip warn",
        NodeHealth.Lost => "chip bad",
        _ => "chip",
    };

    private async Task RefreshAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Refresh, time);
        try
        {
            do
            {
                _nodes = await nodes.ListAsync();
                StateHasChanged();
            }
            while (await timer.WaitForNextTickAsync(gone));
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task DrainAsync(NodeSnapshot node, bool draining)
    {
        await nodes.DrainAsync(node.Id, draining);
        _nodes = await nodes.ListAsync();
    }
}
