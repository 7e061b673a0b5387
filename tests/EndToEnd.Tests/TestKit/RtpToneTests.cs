using OrleansConf.TestKit.Audio;

namespace OrleansConf.EndToEnd.Tests.TestKit;

public sealed class RtpToneTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(G711Law.Mu)]
    [InlineData(G711Law.A)]
    public async Task UntilHears_TwoPartiesConnected_EachHearsTheOtherOnly(G711Law law)
    {
        await using var left = new RtpTone("left", Tones.Of(4));
        await using var right = new RtpTone("right", Tones.Of(9));
        left.Start(right.LocalEndPoint, law);
        right.Start(left.LocalEndPoint, law);

        await left.UntilHearsAsync([Tones.Of(9)], Patience, without: [Tones.Of(4)], cancellationToken: Cancel);
        await right.UntilHearsAsync([Tones.Of(4)], Patience, without: [Tones.Of(9)], cancellationToken: Cancel);
        Assert.InRange(left.Heard.LevelDb(Tones.Of(9)), -20.5, -19.5);
    }

    [Fact]
    public async Task UntilSilent_OtherPartyFallsSilent_Ends()
    {
        await using var left = new RtpTone("left", null);
        await using var right = new RtpTone("right", Tones.Of(9));
        left.Start(right.LocalEndPoint, G711Law.A);
        right.Start(left.LocalEndPoint, G711Law.A);
        await left.UntilHearsAsync([Tones.Of(9)], Patience, cancellationToken: Cancel);

        right.ToneHz = null;
        await left.UntilSilentAsync([Tones.Of(9)], Patience, Cancel);

        right.ToneHz = Tones.Of(9);
        await left.UntilHearsAsync([Tones.Of(9)], Patience, cancellationToken: Cancel);
        right.IsSending = false;
        await left.UntilSilentAsync([], Patience, Cancel);
    }

    [Fact]
    public async Task UntilHears_NobodySpeaks_SaysWhatWasAwaited()
    {
        await using var lonely = new RtpTone("lonely", null);
        lonely.Start(lonely.LocalEndPoint, G711Law.A);

        TimeoutException timeout = await Assert.ThrowsAsync<TimeoutException>(
            () => lonely.UntilHearsAsync([Tones.Of(3)], TimeSpan.FromMilliseconds(300), cancellationToken: Cancel));

        Assert.Contains("lonely to hear 430 Hz", timeout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_TwoSeconds_GetsEveryPacketInPhase()
    {
        await using var left = new RtpTone("left", null);
        await using var right = new RtpTone("right", Tones.Of(30));
        left.Start(right.LocalEndPoint, G711Law.Mu);
        right.Start(left.LocalEndPoint, G711Law.Mu);
        await left.UntilHearsAsync([Tones.Of(30)], Patience, cancellationToken: Cancel);

        HeardAudio heard = await left.Heard.ListenAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(1.0, heard.ShareHearing(Tones.Of(30)));
        Assert.InRange(heard.Packets, 95, 105);
        Assert.Equal(0, left.Heard.Lost);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Press_Keys_SendsEventsOfRfc4733(bool marker)
    {
        using var receiver = new PacketTap();
        await using var caller = new RtpTone("caller", Tones.Of(3));
        caller.Start(receiver.EndPoint, G711Law.A);

        await caller.PressAsync("1p0#", new DtmfTiming { Marker = marker, KeyDown = TimeSpan.FromMilliseconds(60) }, Cancel);

        List<byte[]> events = receiver.Take().FindAll(p => (p[1] & 0x7F) == RtpTone.EventPayloadType);
        byte[] keys = [.. events.Select(p => p[12])];
        Assert.Equal((byte[])[1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 11, 11, 11, 11, 11, 11], keys);
        Assert.Equal(3, events.Select(p => BitConverter.ToUInt32(p, 4)).Distinct().Count());
        Assert.Equal(marker ? 3 : 0, events.Count(p => (p[1] & 0x80) != 0));
        Assert.Equal(9, events.Count(p => (p[13] & 0x80) != 0));
        Assert.All(events.Where(p => (p[13] & 0x80) != 0), p => Assert.Equal(480, (p[14] << 8) | p[15]));
    }
}
