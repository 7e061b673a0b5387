using OrleansConf.EndToEnd.Tests.Portal;

namespace OrleansConf.EndToEnd.Tests.TestKit;

public sealed class BrowserTests
{
    [Fact]
    public async Task Open_PageFromMemory_FindsMarkedFields()
    {
        await using Browser browser = await Browser.StartAsync();
        PortalPage page = await browser.OpenAsync(new Uri("http://127.0.0.1:1"));

        await page.Page.SetContentAsync("<div data-testid='title'><input></div><input data-testid='email'><p data-testid='guest-pin'>PIN: 24 68</p>");
        await page.Field("title").FillAsync("a");
        await page.Field("email").FillAsync("b");

        Assert.Equal("PIN: 24 68", await page.ById("guest-pin").InnerTextAsync());
    }
}
