namespace OrleansConf.Grains.Calls;

/// <summary>An incoming call as understood.</summary>
/// <param name="Answer">What the media node is told.</param>
/// <param name="Number">Null when the dialled number is not the provider's.</param>
/// <param name="Caller">E.164, or null when withheld or unknown.</param>
internal sealed record ReceivedCall(CallOpened Answer, AccessNumber? Number, string? Caller);
