namespace OrleansConf.MediaNode.Ivr;

/// <summary>The prompts by name. Numbers, times and what a single language needs beside them: <see cref="PromptCatalog"/>.</summary>
public static class PromptIds
{
    // Joining
    public static readonly PromptId Greeting = new("greeting");
    public static readonly PromptId OwnNumberGreeting = new("own-number-greeting");
    public static readonly PromptId PressOneToJoin = new("press-1-to-join");
    public static readonly PromptId PressNineForLanguage = new("press-9-for-language");
    public static readonly PromptId PressStarForLanguage = new("press-star-for-language");
    public static readonly PromptId ForThisLanguagePress = new("for-this-language-press");
    public static readonly PromptId EnterConferenceNumber = new("enter-conference-number");
    public static readonly PromptId EnterPin = new("enter-pin");
    public static readonly PromptId EntryCleared = new("entry-cleared");
    public static readonly PromptId NoEntry = new("no-entry");
    public static readonly PromptId InvalidChoice = new("invalid-choice");
    public static readonly PromptId WrongEntry = new("wrong-entry");
    public static readonly PromptId WrongPin = new("wrong-pin");
    public static readonly PromptId TryAgain = new("try-again");
    public static readonly PromptId TooManyWrongEntries = new("too-many-wrong-entries");
    public static readonly PromptId Goodbye = new("goodbye");
    public static readonly PromptId Joining = new("joining");
    public static readonly PromptId JoiningAsModerator = new("joining-as-moderator");
    public static readonly PromptId SayYourName = new("say-your-name");

    // Refusals
    public static readonly PromptId TooEarly = new("too-early");
    public static readonly PromptId ConferenceOpens = new("conference-opens");
    public static readonly PromptId ConferenceOpensIn = new("conference-opens-in");
    public static readonly PromptId CallBackThen = new("call-back-then");
    public static readonly PromptId CallLater = new("call-later");
    public static readonly PromptId ConferenceOver = new("conference-over");
    public static readonly PromptId RoomFull = new("room-full");
    public static readonly PromptId Locked = new("locked");
    public static readonly PromptId NotAllowed = new("not-allowed");
    public static readonly PromptId NoCredit = new("no-credit");
    public static readonly PromptId TollFreeNotAllowed = new("toll-free-not-allowed");
    public static readonly PromptId DialInstead = new("dial-instead");
    public static readonly PromptId TooManyAttempts = new("too-many-attempts");
    public static readonly PromptId Unavailable = new("unavailable");

    // Waiting and being alone
    public static readonly PromptId WaitingForModerator = new("waiting-for-moderator");
    public static readonly PromptId WaitedTooLong = new("waited-too-long");
    public static readonly PromptId ConferenceBegins = new("conference-begins");
    public static readonly PromptId Alone = new("alone");

    // Who is in
    public static readonly PromptId InTheConference = new("in-the-conference");
    public static readonly PromptId OneParticipant = new("one-participant");
    public static readonly PromptId Participants = new("participants");
    public static readonly PromptId ParticipantsAre = new("participants-are");
    public static readonly PromptId ParticipantWithoutName = new("participant-without-name");
    public static readonly PromptId SomeoneJoined = new("someone-joined");
    public static readonly PromptId SomeoneLeft = new("someone-left");
    public static readonly PromptId HasJoined = new("has-joined");
    public static readonly PromptId HasLeft = new("has-left");

    // Speaking
    public static readonly PromptId Muted = new("muted");
    public static readonly PromptId Unmuted = new("unmuted");
    public static readonly PromptId MutedByModerator = new("muted-by-moderator");
    public static readonly PromptId UnmutedByModerator = new("unmuted-by-moderator");
    public static readonly PromptId OthersMuted = new("others-muted");
    public static readonly PromptId OthersUnmuted = new("others-unmuted");
    public static readonly PromptId LectureModeOn = new("lecture-mode-on");
    public static readonly PromptId LectureModeOff = new("lecture-mode-off");
    public static readonly PromptId QuestionsModeOn = new("questions-mode-on");
    public static readonly PromptId HandRaised = new("hand-raised");
    public static readonly PromptId HandLowered = new("hand-lowered");
    public static readonly PromptId SomeoneRaisedHand = new("someone-raised-hand");
    public static readonly PromptId HandsRaised = new("hands-raised");
    public static readonly PromptId ListeningLouder = new("listening-louder");
    public static readonly PromptId ListeningQuieter = new("listening-quieter");
    public static readonly PromptId TalkingLouder = new("talking-louder");
    public static readonly PromptId TalkingQuieter = new("talking-quieter");
    public static readonly PromptId VolumeLimit = new("volume-limit");

    // Moderating
    public static readonly PromptId ConferenceLocked = new("conference-locked");
    public static readonly PromptId ConferenceUnlocked = new("conference-unlocked");
    public static readonly PromptId LastRemoved = new("last-removed");
    public static readonly PromptId NobodyToRemove = new("nobody-to-remove");
    public static readonly PromptId Removed = new("removed");
    public static readonly PromptId Promoted = new("promoted");
    public static readonly PromptId Demoted = new("demoted");
    public static readonly PromptId Moved = new("moved");
    public static readonly PromptId EntryTonesOn = new("entry-tones-on");
    public static readonly PromptId EntryTonesOff = new("entry-tones-off");
    public static readonly PromptId ModeratorsOnly = new("moderators-only");
    public static readonly PromptId NotAvailable = new("not-available");

    // Endings and warnings
    public static readonly PromptId EndsIn = new("ends-in");
    public static readonly PromptId EndsInFiveMinutes = new("ends-in-five-minutes");
    public static readonly PromptId WindowOver = new("window-over");
    public static readonly PromptId EndedByModerator = new("ended-by-moderator");
    public static readonly PromptId ModeratorLeft = new("moderator-left");
    public static readonly PromptId EndsWithoutModerator = new("ends-without-moderator");
    public static readonly PromptId CreditEndsIn = new("credit-ends-in");
    public static readonly PromptId CreditUsedUp = new("credit-used-up");
    public static readonly PromptId CallTooLong = new("call-too-long");
    public static readonly PromptId ServiceInterruption = new("service-interruption");

    // Recording
    public static readonly PromptId ConferenceIsRecorded = new("conference-is-recorded");
    public static readonly PromptId RecordingStarted = new("recording-started");
    public static readonly PromptId RecordingPaused = new("recording-paused");
    public static readonly PromptId RecordingResumed = new("recording-resumed");
    public static readonly PromptId RecordingStopped = new("recording-stopped");
    public static readonly PromptId RecordingFailed = new("recording-failed");

    // Dialling out, Call Me
    public static readonly PromptId EnterPhoneNumber = new("enter-phone-number");
    public static readonly PromptId Dialling = new("dialling");
    public static readonly PromptId DialOutFailed = new("dial-out-failed");
    public static readonly PromptId DialOutBusy = new("dial-out-busy");
    public static readonly PromptId DialOutNoAnswer = new("dial-out-no-answer");
    public static readonly PromptId DialOutNotAllowed = new("dial-out-not-allowed");
    public static readonly PromptId CallInvitation = new("call-invitation");
    public static readonly PromptId CallReconnect = new("call-reconnect");
    public static readonly PromptId PressOneToAccept = new("press-1-to-accept");

    // Menu help: the keys of the command follow
    public static readonly PromptId HelpMuteSelf = new("help-mute-self");
    public static readonly PromptId HelpListenUp = new("help-listen-up");
    public static readonly PromptId HelpListenDown = new("help-listen-down");
    public static readonly PromptId HelpTalkUp = new("help-talk-up");
    public static readonly PromptId HelpTalkDown = new("help-talk-down");
    public static readonly PromptId HelpLeaveMenu = new("help-leave-menu");
    public static readonly PromptId HelpRaiseHand = new("help-raise-hand");
    public static readonly PromptId HelpCount = new("help-count");
    public static readonly PromptId HelpRollCall = new("help-roll-call");
    public static readonly PromptId HelpHelp = new("help-help");
    public static readonly PromptId HelpMuteOthers = new("help-mute-others");
    public static readonly PromptId HelpLock = new("help-lock");
    public static readonly PromptId HelpRemoveLast = new("help-remove-last");
    public static readonly PromptId HelpEnd = new("help-end");
    public static readonly PromptId HelpEntryTones = new("help-entry-tones");
    public static readonly PromptId HelpDialOut = new("help-dial-out");
    public static readonly PromptId HelpRecord = new("help-record");
    public static readonly PromptId HelpLecture = new("help-lecture");
    public static readonly PromptId KeyStar = new("key-star");
    public static readonly PromptId KeyHash = new("key-hash");
    public static readonly PromptId Plus = new("plus");

    // Counting: the form of one stands apart
    public static readonly PromptId OneMinute = new("one-minute");
    public static readonly PromptId Minutes = new("minutes");
    public static readonly PromptId OneSecond = new("one-second");
    public static readonly PromptId Seconds = new("seconds");
    public static readonly PromptId Today = new("today");
    public static readonly PromptId Tomorrow = new("tomorrow");

    // Sounds, the same in every language
    public static readonly PromptId EntryTone = new("entry-tone");
    public static readonly PromptId ExitTone = new("exit-tone");
    public static readonly PromptId Beep = new("beep");
    public static readonly PromptId HoldMusic = new("hold-music");

    /// <summary>A breath of silence between digits; has no file.</summary>
    public static readonly PromptId Pause = new("pause");
}
