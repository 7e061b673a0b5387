using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>Batches by recvmmsg and sendmmsg: one system call for up to 256 datagrams.</summary>
internal sealed unsafe class LinuxDatagramSocket(Socket socket) : DatagramSocket(socket)
{
    private const int TryAgain = 11;

    private readonly int _descriptor = (int)socket.Handle;

    public override int Receive(ReceiveBatch batch) =>
        Math.Max(0, NativeSockets.ReceiveMany(_descriptor, batch.Messages, ReceiveBatch.Capacity, NativeSockets.MsgDontWait, null));

    public override int Send(SendBatch batch)
    {
        int at = 0;
        int refused = 0;
        while (at < batch.Count)
        {
            int sent = NativeSockets.SendMany(_descriptor, batch.Messages + at, (uint)(batch.Count - at), NativeSockets.MsgDontWait);
            if (sent > 0)
            {
                at += sent;
                continue;
            }

            // The first of the rest failed. A full send buffer refuses all; anything else is about that one peer.
            int failed = Marshal.GetLastPInvokeError() == TryAgain ? batch.Count - at : 1;
            refused += failed;
            at += failed;
        }

        batch.Clear();
        return refused;
    }
}
