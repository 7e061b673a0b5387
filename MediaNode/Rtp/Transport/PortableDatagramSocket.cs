using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>The same behaviour with one plain socket call per datagram, for systems without the batch calls.</summary>
internal sealed unsafe class PortableDatagramSocket(Socket socket) : DatagramSocket(socket)
{

    private readonly SocketAddress _sender = new(AddressFamily.InterNetwork);
    private readonly SocketAddress _receiver = new(AddressFamily.InterNetwork);
    private readonly byte[] _datagram = new byte[ReceiveBatch.DatagramBytes];

    public override int Receive(ReceiveBatch batch)
    {
        int count = 0;
        while (count < ReceiveBatch.Capacity && Socket.Available > 0)
        {
            int bytes;
            try
            {
                bytes = Socket.ReceiveFrom(batch.Room(count), SocketFlags.None, _sender);
            }
            catch (SocketException)
            {
                // Gone since we looked, or longer than any packet of ours.
                break;
            }

            batch.Messages[count].Length = (uint)bytes;
            batch.Sender(count) = SocketAddressIn.FromPortAndAddress(_sender.Buffer.Span.Slice(2, 6));
            count++;
        }

        return count;
    }

    public override int Send(SendBatch batch)
    {
        int refused = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            ref var message = ref batch.Messages[i];
            int bytes = 0;
            for (nuint part = 0; part < message.PartCount; part++)
            {
                var piece = new ReadOnlySpan<byte>(message.Parts[part].Base, (int)message.Parts[part].Length);
                piece.CopyTo(_datagram.AsSpan(bytes));
                bytes += piece.Length;
            }

            // Port and address lie at the same place in every system's sockaddr_in; the family's two bytes stay ours.
            new ReadOnlySpan<byte>((byte*)message.Name + 2, 6).CopyTo(_receiver.Buffer.Span[2..]);
            try
            {
                Socket.SendTo(_datagram.AsSpan(0, bytes), SocketFlags.None, _receiver);
            }
            catch (SocketException)
            {
                refused++;
            }
        }

        batch.Clear();
        return refused;
    }
}
