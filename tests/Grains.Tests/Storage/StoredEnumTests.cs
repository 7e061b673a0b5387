using System.Globalization;

namespace OrleansConf.Grains.Tests.Storage;

/// <summary>Values that are in databases and on the wire: a changed one would give old data a new meaning.</summary>
public sealed class StoredEnumTests
{
    [Theory]
    [InlineData(typeof(AccessMode), "Pin=0 AllowList=1 Open=2")]
    [InlineData(typeof(AdmissionOutcome), "Admitted=0 PinNeeded=1 WrongPin=2 UnknownConference=3 TooEarly=4 Over=5 RoomFull=6 Locked=7 NotAllowed=8 NoCredit=9 TollFreeNotAllowed=10 TooManyAttempts=11 Unavailable=12")]
    [InlineData(typeof(CreditOutcome), "Granted=0 NoCredit=1 TollFreeNotAllowed=2 CallEnded=3")]
    [InlineData(typeof(EntrySound), "None=0 Tone=1 RecordedName=2")]
    [InlineData(typeof(DialOutOutcome), "Dialling=0 NotAllowed=1 InvalidNumber=2 RoomFull=3 NotOpen=4 NoNode=5")]
    [InlineData(typeof(EntrySteps), "ConferenceNumberAndPin=0 PinOnly=1 None=2")]
    [InlineData(typeof(NodeHealth), "Healthy=0 Draining=1 Lost=2 Gone=3")]
    [InlineData(typeof(NumberKind), "Toll=0 TollFree=1 DialOut=2")]
    [InlineData(typeof(NumberUse), "Shared=0 OwnNumber=1")]
    [InlineData(typeof(PaymentMode), "Prepaid=0 Postpaid=1 Card=2 Invoice=3")]
    [InlineData(typeof(RecordingPhase), "Off=0 On=1 Paused=2")]
    [InlineData(typeof(ReservationOutcome), "Accepted=0 TitleMissing=1 UnknownTimeZone=2 StartTooSoon=3 StartTooFar=4 EndBeforeStart=5 TooLong=6 TooManyActive=7 InvalidPhoneNumber=8 NotFound=9 TitleTooLong=10 BadRecurrence=11 TooManyOccurrences=12 NoSuchOccurrence=13")]
    [InlineData(typeof(ReservationPhase), "Upcoming=0 Open=1 Finished=2")]
    [InlineData(typeof(Role), "Guest=0 Moderator=1")]
    [InlineData(typeof(RoomAction), "Mute=0 Unmute=1 MuteGuests=2 UnmuteGuests=3 Remove=4 Lock=5 Unlock=6 End=7 RaiseHand=8 LowerHand=9 Promote=10 RemoveLastJoined=11 SetSpeakMode=12 ToggleEntrySounds=13 Move=14 StartRecording=15 PauseRecording=16 StopRecording=17")]
    [InlineData(typeof(RoomCommandOutcome), "Done=0 NoSuchParticipant=1 NotAllowed=2 Unchanged=3")]
    [InlineData(typeof(RoomKind), "Reserved=0 Permanent=1 OwnNumber=2")]
    [InlineData(typeof(SpeakMode), "Everyone=0 Lecture=1 Questions=2")]
    [InlineData(typeof(TollFreeMode), "Off=0 WhereAvailable=1 ChosenCountries=2")]
    [InlineData(typeof(TerminationResult), "Success=0 ClientError=1 ServerError=2 UpstreamError=3 Indeterminate=4")]
    public void Values_OfStoredEnum_AreFrozen(Type type, string frozen)
    {
        var values = Enum.GetValues(type).Cast<object>().Select(value => $"{value}={Convert.ToInt32(value, CultureInfo.InvariantCulture)}");

        // New values may follow; none of the old ones may change.
        Assert.StartsWith(frozen, string.Join(' ', values), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_EveryContractEnum_IsFrozenHere()
    {
        var frozen = typeof(StoredEnumTests).GetMethod(nameof(Values_OfStoredEnum_AreFrozen))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(data => (Type)data.Data[0]!).ToHashSet();
        Assert.DoesNotContain(typeof(RoomId).Assembly.GetTypes(), type => type.IsEnum && type.IsPublic && !frozen.Contains(type));
    }
}
