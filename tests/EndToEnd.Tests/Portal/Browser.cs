using Microsoft.Playwright;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.Portal;

/// <summary>Debian's Chromium, driven by Playwright. Nothing is downloaded: the driver comes with the package.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const float TimeoutMs = 20_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<(IBrowserContext Context, IPage Page, List<string> Console)> _pages = [];

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        string program = Tool.Require("chromium", "chromium");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A page with cookies of its own: another person at another computer.</summary>
    public async Task<PortalPage> OpenAsync(Uri portal, string language = "en-GB")
    {
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.ToString(),
            Locale = language,
            TimezoneId = "Europe/Berlin",
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(TimeoutMs);
        IPage page = await context.NewPageAsync();
        var console = new List<string>();
        page.Console += (_, message) => console.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => console.Add("error: " + error);
        _pages.Add((context, page, console));
        return new PortalPage(page);
    }

    /// <summary>After a failure the pages' pictures and consoles stay in <c>TestResults/</c>.</summary>
    public async ValueTask DisposeAsync()
    {
        for (int i = 0; i < _pages.Count && FailureReport.HasFailed; i++)
        {
            await _pages[i].Page.ScreenshotAsync(new PageScreenshotOptions { Path = FailureReport.PathOf($"page{i}.png"), FullPage = true });
            await File.WriteAllTextAsync(FailureReport.PathOf($"page{i}.html"), await _pages[i].Page.ContentAsync());
            await File.WriteAllLinesAsync(FailureReport.PathOf($"page{i}.console.txt"), _pages[i].Console);
        }

        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
