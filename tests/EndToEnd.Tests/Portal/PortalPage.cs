using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansConf.EndToEnd.Tests.Calls;

namespace OrleansConf.EndToEnd.Tests.Portal;

/// <summary>The portal as a person uses it, by the marks the pages carry for tests (<c>data-testid</c>).</summary>
public sealed class PortalPage(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Participants => ById("participant-row");

    /// <summary>An element by its mark; a field's mark may stand on the field or around it.</summary>
    public ILocator ById(string id) => Page.GetByTestId(id);

    public ILocator Field(string id) =>
        Page.Locator($"input[data-testid='{id}'], textarea[data-testid='{id}'], [data-testid='{id}'] input, [data-testid='{id}'] textarea");

    public async Task SignInAsync(string email = Demo.Organizer, string password = Demo.Password)
    {
        await Page.GotoAsync("/");
        await Field("email").FillAsync(email);
        await Field("password").FillAsync(password);
        await ById("sign-in").ClickAsync();
        await Assertions.Expect(ById("nav-numbers")).ToBeVisibleAsync();
    }

    /// <summary>Schedules a conference with the offered start and end, and reads its access data.</summary>
    public async Task<AccessData> ScheduleAsync(string title)
    {
        await Page.GotoAsync("/schedule");
        await Field("title").FillAsync(title);
        await ById("submit").ClickAsync();
        return await ReadAccessDataAsync();
    }

    public async Task OpenLiveRoomAsync(string conferenceNumber)
    {
        await Page.GotoAsync($"/rooms/{Uri.EscapeDataString(conferenceNumber)}/live");
        await Assertions.Expect(ById("room-lock")).ToBeVisibleAsync();
    }

    /// <summary>Agrees to the question of a dialog.</summary>
    public Task ConfirmAsync() => ById("confirm").ClickAsync();

    public async Task<AccessData> ReadAccessDataAsync() => new(
        await DigitsAsync("conference-number"), await DigitsAsync("admin-pin"), await DigitsAsync("guest-pin"));

    /// <summary>The row of the participant who calls from this number.</summary>
    public ILocator ParticipantWith(string number) => WithNumber(Participants, number);

    /// <summary>The history's rows of calls from this number.</summary>
    public ILocator CallsFrom(string number) => WithNumber(ById("history-row"), number);

    // Numbers are shown in groups; where the groups part is the numbering plan's business.
    private static ILocator WithNumber(ILocator rows, string number) =>
        rows.Filter(new LocatorFilterOptions { HasTextRegex = new Regex(string.Join(@"[\s-]*", number[^5..].AsEnumerable())) });

    private async Task<string> DigitsAsync(string id)
    {
        ILocator value = ById(id).First;
        // A secret is shown as dots until its own button is pressed.
        if ((await value.InnerTextAsync()).Contains('•', StringComparison.Ordinal))
            await value.Locator("xpath=..").Locator("button[aria-pressed='false']").ClickAsync();
        await Assertions.Expect(value).Not.ToContainTextAsync("•");
        string text = await value.InnerTextAsync();
        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        Assert.True(digits.Length >= 4, $"'{id}' shows '{text}', no digits to key in");
        return digits;
    }
}
