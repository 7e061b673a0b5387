using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Sipp;

/// <summary>The stack against the real sipp (Debian sip-tester).</summary>
public partial class SippTests
{
    private const string Program = "/usr/bin/sipp";

    public static bool IsInstalled => File.Exists(Program);

    private sealed class Listener : ISipCallListener
    {
        public SessionDescription? OnOffer(SessionDescription offer) => SipTestBed.SessionFor(offer);

        public void OnDtmf(char key, TimeSpan duration)
        {
        }

        public bool OnRefer(SipReferral referral)
        {
            _ = Task.Run(() => referral.Report(200, "OK"));
            return true;
        }
    }

    private static Task AnswerAndListen(SipInboundCall call)
    {
        call.Listener = new Listener();
        return SipTestBed.Answer(call);
    }

    private static async Task RingAndAnswer(SipInboundCall call)
    {
        await call.RingAsync();
        await AnswerAndListen(call);
    }

    [Theory(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task BuiltInCaller_TwentyCalls_AllSucceed(string transport)
    {
        await using var bed = await SipTestBed.StartAsync();

        await RunAsync(bed, "-sn", "uac", "-t", transport, "-m", "20", "-r", "20", "-d", "100");

        Assert.Equal(20, bed.Stack.Counters.Invites);
        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Empty(bed.Errors);
    }

    [Fact(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    public async Task Caller_GivesUpWhileRinging_GetsItsCancelAnswered()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());

        await RunAsync(bed, "-sf", Scenario("cancel.xml"), "-m", "20", "-r", "20");

        Assert.Equal(SipCallEndReason.RemoteCancel, (await (await bed.NextCallAsync()).Ended).Reason);
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Theory(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task Caller_Reinvites_IsAnsweredWithTheHoldMirrored(string transport)
    {
        await using var bed = await SipTestBed.StartAsync(AnswerAndListen);

        await RunAsync(bed, "-sf", Scenario("reinvite.xml"), "-t", transport, "-m", "20", "-r", "20");

        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Empty(bed.Errors);
    }

    [Theory(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    [InlineData("update", "u1")]
    [InlineData("update", "t1")]
    [InlineData("refresh", "u1")]
    [InlineData("refer", "u1")]
    [InlineData("refer", "t1")]
    public async Task Caller_OfScenario_IsServed(string scenario, string transport)
    {
        await using var bed = await SipTestBed.StartAsync(AnswerAndListen);

        await RunAsync(bed, "-sf", Scenario(scenario + ".xml"), "-t", transport, "-m", "5", "-r", "5");

        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Empty(bed.Errors);
    }

    [Fact(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    public async Task Caller_AckComesLate_GetsTheAnswerAgainAndStaysInTheCall()
    {
        await using var bed = await SipTestBed.StartAsync(AnswerAndListen);

        await RunAsync(bed, "-sf", Scenario("lost-ack.xml"), "-m", "5", "-r", "5");

        // After 0.5 and 1.5 s, for each of the five.
        Assert.True(bed.Stack.Counters.Retransmissions >= 10, $"{bed.Stack.Counters.Retransmissions} retransmissions");
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Theory(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    [InlineData("u1")]
    [InlineData("t1")]
    public async Task Caller_WantsReliableRinging_AcknowledgesItAndIsAnswered(string transport)
    {
        await using var bed = await SipTestBed.StartAsync(RingAndAnswer);

        await RunAsync(bed, "-sf", Scenario("prack.xml"), "-t", transport, "-m", "5", "-r", "5");

        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Empty(bed.Errors);
    }

    [Theory(Skip = "sipp is not installed", SkipUnless = nameof(IsInstalled))]
    [InlineData("u1", "")]
    [InlineData("t1", ";transport=tcp")]
    public async Task BuiltInCallee_OurCalls_AreAnsweredAndHungUp(string transport, string parameters)
    {
        await using var bed = await SipTestBed.StartAsync();
        var port = FreePort();
        using var sipp = Start("-sn", "uas", "-t", transport, "-p", port.ToString(CultureInfo.InvariantCulture), "-i", "127.0.0.1", "-m", "5", "-nostdin", "127.0.0.1");
        try
        {
            Assert.True(SipUri.TryParse($"sip:100200@127.0.0.1:{port}{parameters}", out var target));
            for (var i = 0; i < 5; i++)
            {
                var outcome = await CallOnceUpAsync(bed, target);
                Assert.Equal(200, outcome.Status);
                Assert.True(AudioAnswer.TryAccept(outcome.Answer!, SipTestBed.SessionFor(null), SipTestBed.Capabilities, out _));
                await outcome.Call!.HangUpAsync();
            }
            await sipp.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.Equal(0, sipp.ExitCode);
        }
        finally
        {
            if (!sipp.HasExited)
                sipp.Kill();
        }
    }

    /// <summary>A TCP connect is refused until sipp listens, which it does not tell.</summary>
    private static async Task<SipOutboundOutcome> CallOnceUpAsync(SipTestBed bed, SipUri target)
    {
        var request = new SipOutboundRequest { Target = target, FromUser = "+48223500908", Offer = SipTestBed.SessionFor(null) };
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            var outcome = await bed.Stack.CallAsync(request, TestContext.Current.CancellationToken);
            if (outcome.Status != 503 || deadline.Elapsed > TimeSpan.FromSeconds(10))
                return outcome;
        }
    }

    private static async Task RunAsync(SipTestBed bed, params string[] arguments)
    {
        using var sipp = Start([.. arguments, "-s", "+48223500908", "-i", "127.0.0.1", "-timeout", "30s", "-timeout_error", "-nostdin", bed.EndPoint.ToString()]);
        var output = sipp.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await sipp.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await sipp.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(sipp.ExitCode == 0, $"sipp ended with {sipp.ExitCode}: {errors}\n{Summary().Match(await output).Value}");
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TERM"] = "dumb";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Scenario(string file) => Path.Combine(AppContext.BaseDirectory, "Sip", "Sipp", file);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [GeneratedRegex(@"(?s)-+ Statistics Screen.*", RegexOptions.RightToLeft)]
    private static partial Regex Summary();
}
