using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Billing;

internal sealed partial class AccountCreditGrain
{
    [LoggerMessage(5060, LogLevel.Error, "Account {Account} cannot pay {Price}: a price in a foreign currency")]
    private partial void LogForeignPrice(AccountId account, Money price);

    [LoggerMessage(5061, LogLevel.Warning, "Account {Account} could not look for records of its calls; it tries again")]
    private partial void LogSweepFailed(Exception exception, AccountId account);
}
