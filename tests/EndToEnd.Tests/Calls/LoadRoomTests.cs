using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

public sealed class LoadRoomTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    private const int Rooms = 20;
    private const int PerRoom = 3;

    [Fact(DisplayName = "Sixty callers in twenty rooms: each hears its room and nobody else")]
    public async Task Call_TwentyRooms_NoCrossTalk()
    {
        SipCaller[] callers = [.. Enumerable.Range(0, Rooms * PerRoom).Select(i => Callers.AddWithTone(Tones.Of(i)))];
        for (int i = 0; i < callers.Length; i++)
            await callers[i].CallAsync(EmbeddedServer.OpenRoom(1 + i % Rooms), Cancel);

        await Task.WhenAll(callers.Select((caller, i) => caller.Audio.UntilHearsAsync(
            Mates(i), TimeSpan.FromSeconds(30), without: [Tones.Of(i)], cancellationToken: Cancel)));
        HeardAudio[] heard = await Task.WhenAll(callers.Select(c => c.Audio.Heard.ListenAsync(TimeSpan.FromSeconds(1), Cancel)));

        for (int i = 0; i < callers.Length; i++)
        {
            int[] strangers = [.. Enumerable.Range(0, callers.Length).Where(j => j % Rooms != i % Rooms).Select(Tones.Of)];
            Assert.All(strangers, tone => Assert.True(
                heard[i].IsWithout(tone), $"{callers[i].Name} hears another room: {heard[i].Describe([tone])}"));
        }
    }

    private static int[] Mates(int i) =>
        [.. Enumerable.Range(0, PerRoom).Select(k => i % Rooms + k * Rooms).Where(j => j != i).Select(Tones.Of)];
}
