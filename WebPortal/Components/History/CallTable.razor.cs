using Microsoft.AspNetCore.Components;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Numbers;

namespace OrleansConf.WebPortal.Components.History;

/// <summary>Ended calls, page by page, newest first.</summary>
public sealed partial class CallTable(Browser browser)
{
    private const int PageSize = 25;

    private CallHistoryPage? _page;
    private string _timeZone = "UTC";
    private int _skip;

    /// <summary>Brings a page of records.</summary>
    [Parameter, EditorRequired] public Func<CallHistoryQuery, Task<CallHistoryPage>> Load { get; set; } = default!;

    /// <summary>Shows account and node, and masks the callers.</summary>
    [Parameter] public bool ForOperator { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _timeZone = await browser.GetTimeZoneAsync();
        await GoAsync(0);
        StateHasChanged();
    }

    private static string ResultClass(CallRecord call) => call switch
    {
        { Termination.Result: TerminationResult.Success } => "chip good",
        { Termination.Result: TerminationResult.ClientError } => "chip warn",
        _ => "chip bad",
    };

    private async Task GoAsync(int skip)
    {
        _skip = Math.Max(0, skip);
        _page = await Load(new CallHistoryQuery { Skip = _skip, Take = PageSize });
    }

    private string Caller(CallRecord call) => call.CallerNumber switch
    {
        null => T["live.withheld"],
        { } number => ForOperator ? PhoneText.Mask(number) : PhoneText.Show(number),
    };

    private string Reason(CallRecord call)
    {
        var text = T[$"reason.{call.Termination.Reason}"];
        return text.ResourceNotFound ? T["reason.unknown"] : text;
    }

    private string Rejected(CallRecord call) => string.Join(", ", call.RejectedEntries
        .GroupBy(outcome => outcome)
        .Select(group => group.Count() == 1 ? T[$"outcome.{group.Key}"].Value : $"{group.Count()} × {T[$"outcome.{group.Key}"]}"));
}
