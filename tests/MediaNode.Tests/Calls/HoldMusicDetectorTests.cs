using OrleansConf.MediaNode.Calls;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Calls;

public class HoldMusicDetectorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly HoldMusicDetector _detector = new(TimeSpan.FromSeconds(20));

    [Fact(DisplayName = "R-CALL-9 a line that sounds for twenty seconds without a pause plays music, until it is quiet for a while")]
    public void Look_WithoutPause_IsMusic()
    {
        Hear(talking: true, seconds: 19.5);
        Assert.False(_detector.PlaysMusic);
        Hear(talking: true, seconds: 1);
        Assert.True(_detector.PlaysMusic);
        Hear(talking: false, seconds: 2);
        Assert.True(_detector.PlaysMusic);
        Hear(talking: false, seconds: 4);
        Assert.False(_detector.PlaysMusic);
    }

    [Fact(DisplayName = "R-CALL-9 people pause for breath: half an hour of talk is no music")]
    public void Look_Speech_IsNoMusic()
    {
        for (var sentence = 0; sentence < 200; sentence++)
        {
            Hear(talking: true, seconds: 8);
            Hear(talking: false, seconds: 0.5);
            Assert.False(_detector.PlaysMusic);
        }
    }

    [Fact(DisplayName = "R-CALL-9 a muted line that played music still shows as such")]
    public void Look_Muted_StaysAsItWas()
    {
        Hear(talking: true, seconds: 21);
        for (var i = 0; i < 400; i++)
            _detector.Look(isTalking: false, isMuted: true, Step);
        Assert.True(_detector.PlaysMusic);
    }

    private void Hear(bool talking, double seconds)
    {
        for (var heard = TimeSpan.Zero; heard < TimeSpan.FromSeconds(seconds); heard += Step)
            _detector.Look(talking, isMuted: false, Step);
    }
}
