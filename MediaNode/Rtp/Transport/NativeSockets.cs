using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>The batch system calls of Linux, laid out for 64-bit processes.</summary>
internal static unsafe partial class NativeSockets
{
    public const int MsgDontWait = 0x40;
    public const int SolSocket = 1;
    public const int SoReceiveBufferForce = 33;
    public const int SoSendBufferForce = 32;
    public const ushort AfInet = 2;

    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && sizeof(nint) == 8;

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(int socket, Message* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int socket, Message* messages, uint count, int flags);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Part
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary>struct mmsghdr: a msghdr, its flags padded to eight bytes, and the bytes received.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public long Flags;
        public uint Length;
    }
}
