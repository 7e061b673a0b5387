using System.Security.Claims;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.WebPortal.Identity;

namespace OrleansConf.WebPortal.Accounts;

/// <summary>Who looks at the page.</summary>
public sealed record SignedIn
{
    public required UserId User { get; init; }

    /// <summary>Null for the provider's own people.</summary>
    public AccountId? Account { get; init; }

    public required string DisplayName { get; init; }

    public required string Email { get; init; }

    public bool IsOperator { get; init; }

    /// <summary>Null when nobody is signed in.</summary>
    public static SignedIn? From(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? new SignedIn
            {
                User = new UserId(id),
                Account = principal.FindFirstValue(PortalClaims.Account) is { Length: > 0 } account ? new AccountId(account) : null,
                DisplayName = principal.FindFirstValue(PortalClaims.DisplayName) ?? "",
                Email = principal.FindFirstValue(ClaimTypes.Email) ?? "",
                IsOperator = principal.IsInRole(PortalRoles.Operator),
            }
            : null;
}
