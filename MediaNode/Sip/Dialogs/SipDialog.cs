using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// The peer-to-peer relation of a call (RFC 3261 §12): tags, sequence numbers, route set, remote target. Guarded by its call's lock.
/// </summary>
internal sealed class SipDialog
{
    private SipDialog(string callId, string localTag, string localAddress, string remoteAddress, string? remoteTag, SipUri remoteTarget, SipFlow flow)
    {
        CallId = callId;
        LocalTag = localTag;
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
        RemoteTag = remoteTag;
        RemoteTarget = remoteTarget;
        Flow = flow;
    }

    public string CallId { get; }

    public string LocalTag { get; }

    /// <summary>Null or "" with RFC 2543 peers.</summary>
    public string? RemoteTag { get; }

    /// <summary>Our From in requests of ours, with tag.</summary>
    public string LocalAddress { get; }

    /// <summary>Our To in requests of ours, with tag.</summary>
    public string RemoteAddress { get; }

    public SipUri RemoteTarget { get; private set; }

    public IReadOnlyList<string> Routes { get; private set; } = [];

    /// <summary>The last flow that a message of the peer came by.</summary>
    public SipFlow Flow { get; set; }

    public uint LocalCSeq { get; private set; }

    public uint? RemoteCSeq { get; private set; }

    /// <summary>As the called side (RFC 3261 §12.1.1): the route set is Record-Route in order.</summary>
    public static SipDialog ForInbound(SipRequest invite, string localTag, SipFlow flow) =>
        new(invite.CallId, localTag, $"{invite.To!.Text};tag={localTag}", invite.From!.Text, invite.From.Tag, TargetOf(invite) ?? invite.From.Uri, flow)
        {
            Routes = invite.Elements(SipHeader.RecordRoute),
            RemoteCSeq = invite.CSeqNumber,
            LocalCSeq = SipRandom.CSeq(),
        };

    /// <summary>As the calling side (RFC 3261 §12.1.2): the route set is Record-Route in reverse.</summary>
    public static SipDialog ForOutbound(OutgoingRequest invite, string localTag, SipResponse response, SipUri requested, SipFlow flow)
    {
        var dialog = new SipDialog(
            invite.CallId, localTag, invite.From, response.To!.Text, response.To.Tag, TargetOf(response) ?? requested, flow)
        {
            LocalCSeq = invite.CSeq,
        };
        dialog.Confirm(response);
        return dialog;
    }

    /// <summary>Takes target and route set of a response to our INVITE.</summary>
    public void Confirm(SipResponse response)
    {
        var routes = response.Elements(SipHeader.RecordRoute);
        routes.Reverse();
        Routes = routes;
        Refresh(response);
    }

    public uint NextCSeq() => ++LocalCSeq;

    /// <summary>False for a request older than the last: answer 500 (RFC 3261 §12.2.2).</summary>
    public bool TryAdvanceRemote(uint cseq)
    {
        if (RemoteCSeq is { } last && cseq < last)
            return false;
        RemoteCSeq = cseq;
        return true;
    }

    /// <summary>Target refresh by re-INVITE or UPDATE (RFC 3261 §12.2.1.2).</summary>
    public void Refresh(SipMessage message)
    {
        if (TargetOf(message) is { } target)
            RemoteTarget = target;
    }

    /// <summary>The next request within the dialog (RFC 3261 §12.2.1.1). ACK repeats the number of its INVITE.</summary>
    public OutgoingRequest NewRequest(SipMethod method, uint? cseq = null)
    {
        var uri = RemoteTarget.WithoutHeaders().Text;
        var routes = Routes;
        if (routes.Count > 0 && NameAddr.TryParse(routes[0], out var first) && first.Uri.Parameter("lr") is null)
        {
            // A strict router wants itself as Request-URI and the target last (RFC 3261 §12.2.1.1).
            routes = [.. routes.Skip(1), $"<{uri}>"];
            uri = first.Uri.Text;
        }
        return new OutgoingRequest
        {
            Method = method,
            RequestUri = uri,
            From = LocalAddress,
            To = RemoteAddress,
            CallId = CallId,
            CSeq = cseq ?? ++LocalCSeq,
            Routes = routes,
        };
    }

    /// <summary>
    /// The flow for the next request. Names are not looked up within a dialog, and a private address seen from outside is a phone
    /// behind NAT: both go where the peer's messages come from.
    /// </summary>
    public SipFlow NextHop(SipTransports transports)
    {
        if (Flow.IsReliable && !Flow.Closed.IsCancellationRequested && Routes.Count == 0)
            return Flow;
        var hop = Routes.Count > 0 && NameAddr.TryParse(Routes[0], out var route) ? route.Uri : RemoteTarget;
        if (!IPAddress.TryParse(hop.Host, out var address) || IsBehindNat(address))
            return Flow;
        var kind = SipTransportKinds.Of(hop);
        var remote = new IPEndPoint(address, hop.Port ?? kind.PortOf());
        return remote.Equals(Flow.Remote) && kind == Flow.Kind && !Flow.Closed.IsCancellationRequested
            ? Flow
            : transports.FlowTo(remote, kind);
    }

    private bool IsBehindNat(IPAddress address) =>
        address.AddressFamily != Flow.Remote.AddressFamily
        || (!address.Equals(Flow.Remote.Address) && IsPrivate(address) && !IsPrivate(Flow.Remote.Address));

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        var b = address.GetAddressBytes();
        return b[0] == 10 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168)
            || (b[0] == 100 && b[1] is >= 64 and < 128) || (b[0] == 169 && b[1] == 254) || b[0] == 0;
    }

    private static SipUri? TargetOf(SipMessage message)
    {
        var contacts = message.Addresses(SipHeader.Contact);
        return contacts.Count > 0 && contacts[0].Uri.IsSip ? contacts[0].Uri : null;
    }
}
