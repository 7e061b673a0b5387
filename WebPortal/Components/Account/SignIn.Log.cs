namespace OrleansConf.WebPortal.Components.Account;

internal static partial class SignInLog
{
    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, Message = "User {User} signed in.")]
    public static partial void SignedIn(this ILogger log, string user);

    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, Message = "A sign-in was refused; locked out: {LockedOut}.")]
    public static partial void SignInRefused(this ILogger log, bool lockedOut);
}
