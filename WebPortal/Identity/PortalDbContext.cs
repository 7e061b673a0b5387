using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace OrleansConf.WebPortal.Identity;

/// <summary>Users, roles and the keys that protect cookies. The tables come from the numbered schema scripts, not from migrations.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options)
    : IdentityDbContext<PortalUser>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<PortalUser>(user =>
        {
            user.Property(u => u.DisplayName).HasMaxLength(200);
            user.Property(u => u.AccountId).HasMaxLength(100);
            user.Property(u => u.Language).HasMaxLength(2);
            user.Property(u => u.TimeZone).HasMaxLength(64);
        });
    }
}
