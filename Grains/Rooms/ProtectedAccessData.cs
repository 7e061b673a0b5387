using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansConf.Grains.Rooms;

/// <summary>Encrypts PINs at rest with ASP.NET Data Protection; its keys are in the business database, the same for all silos.</summary>
/// <remarks>It has a key ring of its own: what the portal does with its cookies must not decide whether rooms open.</remarks>
internal sealed class ProtectedAccessData : IAccessDataProtector, IDisposable
{
    private const string Mark = "dp1:";
    private const string ApplicationName = "OrleansConf";
    private const string Purpose = "OrleansConf.Rooms.Pin.v1";

    private readonly ServiceProvider _services;
    private readonly IDataProtector _protector;

    public ProtectedAccessData(ConferenceDatabase database)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new SqlKeyRepository(database));
        _services = services.BuildServiceProvider();
        _protector = _services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
    }

    public string Protect(string pin) => pin.Length == 0 ? pin : Mark + _protector.Protect(pin);

    /// <summary>What carries no mark was stored before keys were set up, and is taken as it is.</summary>
    public string Unprotect(string stored) =>
        stored.StartsWith(Mark, StringComparison.Ordinal) ? _protector.Unprotect(stored[Mark.Length..]) : stored;

    public void Dispose() => _services.Dispose();
}
