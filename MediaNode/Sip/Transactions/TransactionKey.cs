using System.Globalization;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>What makes messages belong to one transaction (RFC 3261 §17.1.3, §17.2.3). ACK and CANCEL name their INVITE's.</summary>
internal readonly record struct TransactionKey(string Branch, string SentBy, string Method)
{
    public static TransactionKey ForServer(SipRequest request, string method)
    {
        var via = request.TopVia!;
        if (via.Branch is { } branch && branch.StartsWith(ViaHeader.MagicCookie, StringComparison.OrdinalIgnoreCase)
            && branch.Length > ViaHeader.MagicCookie.Length)
            return new TransactionKey(branch, via.SentBy, method);
        // RFC 2543 peers: the branch alone is not unique.
        var fields = string.Create(CultureInfo.InvariantCulture, $"{request.CallId}\n{request.From?.Tag}\n{request.CSeqNumber}\n{via.Branch}");
        return new TransactionKey(fields, via.SentBy, method);
    }

    public static TransactionKey ForServer(SipRequest request) =>
        ForServer(request, request.Method == SipMethod.Ack ? "INVITE" : request.MethodName);

    /// <summary>Our branches are random, so branch and method suffice.</summary>
    public static TransactionKey ForClient(string branch, string method) => new(branch, "", method);
}
