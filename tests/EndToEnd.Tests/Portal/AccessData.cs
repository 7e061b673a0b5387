namespace OrleansConf.EndToEnd.Tests.Portal;

/// <summary>What the conference page shows an organizer to hand out.</summary>
public sealed record AccessData(string ConferenceNumber, string AdminPin, string GuestPin);
