using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Processes;

/// <summary>
/// The softphone baresip, with a generated configuration: it speaks a tone from a file, records what it hears, and takes
/// orders over its TCP control interface (JSON in netstrings). Ends itself after <see cref="Lifetime"/> at the latest.
/// </summary>
public sealed class BaresipPhone : IAsyncDisposable
{
    private const int ToneSeconds = 60;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(15);

    private readonly TempFolder _folder;
    private readonly RunningProcess _process;
    private readonly TcpClient _control = new();

    private BaresipPhone(TempFolder folder, RunningProcess process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Everything the phone printed: its log of the call, for failure messages.</summary>
    public string Output => _process.Output;

    /// <summary>Starts the phone. <paramref name="codecs"/> in baresip's own form, e.g. <c>PCMA/8000/1</c>.</summary>
    public static async Task<BaresipPhone> StartAsync(
        IPEndPoint server, string number, int toneHz, string codecs = "PCMA/8000/1,PCMU/8000/1",
        BaresipLine? line = null, CancellationToken cancellationToken = default)
    {
        string program = Tool.Require("baresip", "baresip");
        var folder = new TempFolder("baresip");
        int controlPort = FreePorts.Next();
        WriteConfiguration(folder, server, number, codecs, controlPort, line ?? new BaresipLine());
        var tone = new short[ToneSeconds * Goertzel.SampleRate];
        Tones.Fill(tone, toneHz, 0);
        WavFile.Write(folder["tone.wav"], tone, Goertzel.SampleRate);
        RunningProcess process = RunningProcess.Start("baresip", program,
            ["-4", "-v", "-f", folder.Path, "-t", Lifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture)]);
        var phone = new BaresipPhone(folder, process);
        try
        {
            await process.UntilPrintedAsync("baresip is ready", StartTimeout, cancellationToken);
            await phone._control.ConnectAsync(IPAddress.Loopback, controlPort, cancellationToken);
            return phone;
        }
        catch
        {
            await phone.DisposeAsync();
            throw;
        }
    }

    public async Task CallAsync(string uri, CancellationToken cancellationToken = default)
    {
        await CommandAsync("dial", uri, cancellationToken);
        await _process.UntilPrintedAsync("Call established", StartTimeout, cancellationToken);
    }

    /// <summary>Types keys by RFC 4733, one after the other.</summary>
    public async Task PressAsync(string keys, CancellationToken cancellationToken = default)
    {
        int pressed = Output.Split("send DTMF digit end").Length - 1;
        foreach (char key in keys)
        {
            await CommandAsync("sndcode", key.ToString(), cancellationToken);
            pressed++;
            int expected = pressed;
            await _process.UntilAsync(
                output => output.Split("send DTMF digit end").Length - 1 >= expected, $"the end of key {key}", StartTimeout, cancellationToken);
        }
    }

    public async Task HangUpAsync(CancellationToken cancellationToken = default)
    {
        await CommandAsync("hangup", "", cancellationToken);
        await _process.UntilPrintedAsync("audio: destroyed", StartTimeout, cancellationToken);
    }

    /// <summary>Waits until the recording has grown by <paramref name="duration"/> from now.</summary>
    public async Task UntilRecordedAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        long wanted = RecordedBytes() + (long)(duration.TotalSeconds * Goertzel.SampleRate) * sizeof(short);
        long start = TimeProvider.System.GetTimestamp();
        // A growing file raises no event that can be relied on, so it is looked at.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (RecordedBytes() < wanted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(start) > duration + StartTimeout)
                throw new TimeoutException($"Waited for {duration.TotalSeconds} s of recording; baresip printed:\n{Output}");
        }
    }

    /// <summary>Ends the phone, which closes its files, and returns what it heard.</summary>
    public async Task<HeardAudio> StopAndGetRecordingAsync(CancellationToken cancellationToken = default)
    {
        await _process.StopAsync(interrupt: true, cancellationToken);
        string recording = Recordings().SingleOrDefault()
            ?? throw new FileNotFoundException($"baresip recorded nothing:\n{Output}");
        (short[] samples, int sampleRate) = WavFile.Read(recording);
        return sampleRate == Goertzel.SampleRate
            ? new HeardAudio(samples, packets: 0)
            : throw new InvalidDataException($"The recording has {sampleRate} samples per second, not {Goertzel.SampleRate}");
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private string[] Recordings() => Directory.GetFiles(_folder.Path, "dump-*-dec.wav");

    private long RecordedBytes() => Recordings().Sum(path => new FileInfo(path).Length);

    private async Task CommandAsync(string command, string parameters, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(new { command, @params = parameters, token = command });
        byte[] netstring = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(json)}:{json},");
        await _control.GetStream().WriteAsync(netstring, cancellationToken);
    }

    private static void WriteConfiguration(TempFolder folder, IPEndPoint server, string number, string codecs, int controlPort, BaresipLine line)
    {
        int rtpPort = FreePorts.NextBlock(10);
        // Named so that SIP and SDP carry the loopback address and the whole call stays there.
        File.WriteAllText(folder["config"], $"""
            poll_method epoll
            net_interface 127.0.0.1
            sip_listen 127.0.0.1:{FreePorts.NextBlock(2)}
            rtp_ports {rtpPort}-{rtpPort + 9}
            audio_source aufile,{folder["tone.wav"]}
            ausrc_srate 8000
            ausrc_channels 1
            auplay_srate 8000
            auplay_channels 1
            snd_path {folder.Path}
            module_path {ModulePath()}
            {(line.RootFile is null ? "" : "sip_cafile " + line.RootFile)}
            module srtp.so
            module g711.so
            module g722.so
            module aufile.so
            module sndfile.so
            module_tmp account.so
            module_app menu.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen 127.0.0.1:{controlPort}

            """);
        File.WriteAllText(folder["accounts"], $"<sip:{number}@{server};transport={line.Transport}>;regint=0;audio_codecs={codecs}"
            + (line.MediaEncryption is null ? "" : ";mediaenc=" + line.MediaEncryption) + "\n");
        File.WriteAllText(folder["contacts"], "");
    }

    private static string ModulePath() =>
        Directory.Exists("/usr/lib/baresip/modules")
            ? "/usr/lib/baresip/modules"
            : Directory.GetDirectories("/usr/lib", "baresip", SearchOption.AllDirectories).Select(d => Path.Combine(d, "modules")).First(Directory.Exists);
}
