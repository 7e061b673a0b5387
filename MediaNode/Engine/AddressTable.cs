using System.Numerics;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Finds the leg that a datagram belongs to, by port and remote address. Open addressing with linear probing; one thread.</summary>
internal sealed class AddressTable
{
    private const int SmallestSize = 64;

    private ulong[] _keys = new ulong[SmallestSize];
    private LegCore?[] _legs = new LegCore?[SmallestSize];
    private int _shift = 64 - BitOperations.Log2(SmallestSize);

    public int Count { get; private set; }

    /// <param name="key">Not 0.</param>
    public LegCore? Find(ulong key)
    {
        ulong[] keys = _keys;
        int mask = keys.Length - 1;
        for (int i = Home(key); ; i = (i + 1) & mask)
        {
            if (keys[i] == key)
            {
                return _legs[i];
            }

            if (keys[i] == 0)
            {
                return null;
            }
        }
    }

    /// <summary>Adds the leg, or puts it in the place of the one that had the key.</summary>
    public void Set(ulong key, LegCore leg)
    {
        if (2 * (Count + 1) > _keys.Length)
        {
            Grow();
        }

        int i = Probe(key);
        Count += _keys[i] == 0 ? 1 : 0;
        _keys[i] = key;
        _legs[i] = leg;
    }

    /// <summary>Removes the key if it leads to this leg.</summary>
    public void Remove(ulong key, LegCore leg)
    {
        int gap = Probe(key);
        if (_keys[gap] == 0 || _legs[gap] != leg)
        {
            return;
        }

        // Moves up those that a lookup would no longer reach across the gap.
        int mask = _keys.Length - 1;
        for (int i = (gap + 1) & mask; _keys[i] != 0; i = (i + 1) & mask)
        {
            int distance = (i - Home(_keys[i])) & mask;
            if (distance >= ((i - gap) & mask))
            {
                (_keys[gap], _legs[gap]) = (_keys[i], _legs[i]);
                gap = i;
            }
        }

        (_keys[gap], _legs[gap]) = (0, null);
        Count--;
    }

    private int Probe(ulong key)
    {
        int mask = _keys.Length - 1;
        int i = Home(key);
        while (_keys[i] != key && _keys[i] != 0)
        {
            i = (i + 1) & mask;
        }

        return i;
    }

    private int Home(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);

    private void Grow()
    {
        (ulong[] keys, LegCore?[] legs) = (_keys, _legs);
        _keys = new ulong[keys.Length * 2];
        _legs = new LegCore?[keys.Length * 2];
        _shift--;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int at = Probe(keys[i]);
                (_keys[at], _legs[at]) = (keys[i], legs[i]);
            }
        }
    }
}
