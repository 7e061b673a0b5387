using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Sip;

/// <summary>Hears what happens within a call. Called on the stack's receive thread: return at once, never block.</summary>
public interface ISipCallListener
{
    /// <summary>A changed session from re-INVITE or UPDATE: hold, codec, address.</summary>
    /// <returns>The answer, or null to refuse with 488 and leave everything as it was.</returns>
    SessionDescription? OnOffer(SessionDescription offer);

    /// <summary>The peer's answer to an offer that it asked for by a re-INVITE without SDP.</summary>
    void OnAnswer(SessionDescription answer)
    {
    }

    /// <summary>The peer wants to be replaced by another party (REFER).</summary>
    /// <returns>True when that is being tried, to be followed by <see cref="SipReferral.Report"/>; false declines.</returns>
    bool OnRefer(SipReferral referral) => false;

    /// <summary>A key by INFO (application/dtmf-relay or application/dtmf).</summary>
    /// <param name="key">0–9, *, #, A–D.</param>
    /// <param name="duration">As the peer says, 250 ms when it does not.</param>
    void OnDtmf(char key, TimeSpan duration);
}
