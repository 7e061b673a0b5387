using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrleansConf.WebPortal.Identity;

/// <summary>Puts the account and the name into the sign-in cookie, so that a page knows them without a query.</summary>
public sealed class PortalPrincipalFactory(
    UserManager<PortalUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PortalClaims.DisplayName, user.DisplayName));
        identity.AddClaim(new Claim(PortalClaims.Language, user.Language));
        if (user.AccountId is { } account)
            identity.AddClaim(new Claim(PortalClaims.Account, account));
        return identity;
    }
}
