using Microsoft.AspNetCore.Identity;
using OrleansConf.Grains.Interfaces.Accounts;

namespace OrleansConf.WebPortal.Identity;

/// <inheritdoc cref="IPortalUsers"/>
public sealed class PortalUsers(IServiceScopeFactory scopes) : IPortalUsers
{
    public async Task<UserId> EnsureAsync(
        string email, string password, string displayName, AccountId? account, IReadOnlyList<string> roles, string language, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var knownRoles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();

        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = displayName };
            Demand(await users.CreateAsync(user, password), email);
        }

        ct.ThrowIfCancellationRequested();
        user.AccountId = account?.Value;
        user.Language = language;
        Demand(await users.UpdateAsync(user), email);

        foreach (var role in roles)
        {
            if (!await knownRoles.RoleExistsAsync(role))
                Demand(await knownRoles.CreateAsync(new IdentityRole(role)), email);
            if (!await users.IsInRoleAsync(user, role))
                Demand(await users.AddToRoleAsync(user, role), email);
        }

        return new UserId(user.Id);
    }

    private static void Demand(IdentityResult result, string email)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"Cannot make user {email}: {string.Join(' ', result.Errors.Select(e => e.Description))}");
    }
}
