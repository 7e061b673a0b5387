using OrleansConf.Grains.Interfaces.Accounts;

namespace OrleansConf.WebPortal.Identity;

/// <summary>Makes users without a page: demo data and the operator's tools.</summary>
public interface IPortalUsers
{
    /// <summary>Makes the user if the address is not known yet; gives it the account, the roles and the language either way.</summary>
    /// <param name="roles">From <see cref="PortalRoles"/>; roles the user has beyond these stay.</param>
    /// <remarks>An existing user keeps the password and the name. Throws <see cref="InvalidOperationException"/> with the reasons when the
    /// identity rules refuse the user.</remarks>
    Task<UserId> EnsureAsync(
        string email, string password, string displayName, AccountId? account, IReadOnlyList<string> roles, string language, CancellationToken ct);
}
