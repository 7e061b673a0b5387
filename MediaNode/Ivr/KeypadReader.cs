namespace OrleansConf.MediaNode.Ivr;

/// <summary>Turns one participant's keys into commands. One caller at a time; it holds no timer of its own.</summary>
public sealed class KeypadReader(KeypadMap map, TimeProvider clock)
{
    private bool _open;
    private long _lastKey;

    /// <summary>True while the next key is a command of the open menu; false again once the map's timeout has passed.</summary>
    public bool IsOpen => _open && clock.GetElapsedTime(_lastKey) < map.KeyTimeout;

    /// <summary>Takes a key in. Keys that mean nothing are ignored.</summary>
    /// <param name="role">The role at this moment: a promotion counts from the next key on.</param>
    /// <returns>True when the key completed a command.</returns>
    public bool TryPress(char key, KeypadRole role, out KeypadCommand command)
    {
        bool wasOpen = IsOpen;
        _lastKey = clock.GetTimestamp();
        if (key == map.Prefix)
        {
            _open = true;
            command = KeypadCommand.OpenMenu;
            return map.StaysOpen;
        }

        _open = wasOpen && map.StaysOpen;
        command = default;
        if (!wasOpen || !map.TryGet(key, role, out command))
            return false;
        if (command == KeypadCommand.LeaveMenu)
            _open = false;
        return true;
    }

    /// <summary>Closes the menu, for instance when a dialogue takes over the keys.</summary>
    public void Reset() => _open = false;
}
