namespace OrleansConf.Grains.Rooms;

/// <summary>Turns PINs into what may be stored, and back.</summary>
public interface IAccessDataProtector
{
    string Protect(string pin);

    string Unprotect(string stored);
}
