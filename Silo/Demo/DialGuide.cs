using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OrleansConf.MediaNode.Hosting;

namespace OrleansConf.Silo.Demo;

/// <summary>Prints what to dial once everything answers.</summary>
public sealed class DialGuide(
    IHostApplicationLifetime lifetime, IOptions<DemoOptions> demo, IServer server, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (demo.Value.Enabled)
            lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var sip = services.GetService<NodeAddress>() is { Known.IsCompleted: true } address ? address.SipAddress : "127.0.0.1:5060";
        var portal = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        Console.WriteLine(
            $"""

            OrleansConf is ready.

              Call    sip:{DemoNumbers.PolishNumber}@{sip}   press 1, conference {DemoAccount.ConferenceNumber}#, PIN {DemoAccount.Pin}# (moderator: {DemoAccount.AdminPin}#)
                      sip:{DemoNumbers.ShortCode}@{sip}            the same by its short code
                      sip:{DemoNumbers.GermanTollFree}@{sip}  toll-free: the organizer pays
                      sip:{DemoAccount.OpenNumber}@{sip}    a room of its own, open to all
                      sip:{DemoAccount.PinNumber}@{sip}    a room of its own, PIN {DemoAccount.PinOfPinNumber}#
                      sip:{DemoAccount.ListNumber}@{sip}    a room of its own, for {DemoAccount.ListedCaller} only
              Portal  {portal}   {DemoAccount.Organizer}, password {DemoAccount.Password}
              Stop    Ctrl-C

            """);
    }
}
