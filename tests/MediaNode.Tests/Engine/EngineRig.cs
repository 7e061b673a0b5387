using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

/// <summary>An engine whose clock is turned by the test: real UDP on loopback, no thread, no waiting.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private readonly List<TestPhone> _phones = [];
    private long _slot = 1000;

    public EngineRig(Action<MediaEngineOptions>? configure = null)
    {
        var options = new MediaEngineOptions
        {
            PortMin = 0,
            PortMax = 0,
            Workers = 1,
            PortsPerWorker = 1,
            BindAddress = "127.0.0.1",
            DrainTime = TimeSpan.FromMilliseconds(100),
        };
        configure?.Invoke(options);
        Engine = new MediaEngine(options, Time, NullLoggerFactory.Instance);
        Engine.OpenPorts();
    }

    public FakeTimeProvider Time { get; } = new();

    public MediaEngine Engine { get; }

    /// <summary>The engine's clock.</summary>
    public long NowNs => _slot * MediaWorker.SlotNs;

    /// <summary>A phone in a call: its leg is open, started and known by its address.</summary>
    public TestPhone Call(TestPhone phone, LegFormat format, IPAddress signallingPeer)
    {
        _phones.Add(phone);
        phone.Leg = Engine.TryOpenLeg(new LegOpening
        {
            LocalAddress = IPAddress.Loopback,
            SignallingPeer = signallingPeer,
            RemoteRtp = format.RemoteRtp,
        }) ?? throw new InvalidOperationException("no port left");
        phone.Leg.Start(format);
        return phone;
    }

    /// <summary>A phone in a call with the codec.</summary>
    public TestPhone Call(CodecKind codec)
    {
        var phone = new TestPhone { Codec = codec };
        return Call(phone, phone.Format, IPAddress.Loopback);
    }

    /// <summary>20 ms: every phone sends what it has to, at the start of the frame, then the four slots are worked.</summary>
    public void RunFrame(bool send = true)
    {
        if (send)
        {
            _phones.ForEach(phone => phone.SendFrame());
        }

        for (int i = 0; i < MediaWorker.SlotCount; i++)
        {
            RunSlot();
        }

        _phones.ForEach(phone => phone.ReceiveAll());
    }

    public void RunFrames(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            RunFrame();
        }
    }

    public void RunSlot()
    {
        _slot++;
        for (int i = 0; i < Engine.Workers.Count; i++)
        {
            Engine.Workers[i].RunSlot((int)(_slot % MediaWorker.SlotCount), NowNs, NowNs / MediaWorker.FrameNs);
        }
    }

    /// <summary>Turns the clock until the task has ended; fails after a second of media time beyond what the thread pool needs.</summary>
    public async Task<T> Until<T>(Task<T> task)
    {
        for (int i = 0; i < 500 && !task.IsCompleted; i++)
        {
            RunFrame();
            await Task.Yield();
        }

        return await task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the leg and turns the clock until the engine has let go of it.</summary>
    public async Task Hangup(TestPhone phone)
    {
        Task closing = phone.Leg.DisposeAsync().AsTask();
        RunFrames(1);
        await closing.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _phones.ForEach(phone => phone.Dispose());
    }
}
