namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>The order in which SRV targets are tried (RFC 2782): by priority, then at random by weight.</summary>
internal static class SrvOrder
{
    public static List<SrvTarget> Sort(IEnumerable<SrvTarget> targets, Random random)
    {
        var sorted = new List<SrvTarget>();
        foreach (var group in targets.GroupBy(static t => t.Priority).OrderBy(static g => g.Key))
        {
            // Those of weight 0 stand first, so that they have a small chance only.
            var left = group.OrderBy(static t => t.Weight).ToList();
            while (left.Count > 0)
            {
                var at = random.Next(left.Sum(static t => t.Weight) + 1);
                var chosen = 0;
                while (chosen < left.Count - 1 && (at -= left[chosen].Weight) > 0)
                    chosen++;
                sorted.Add(left[chosen]);
                left.RemoveAt(chosen);
            }
        }
        return sorted;
    }
}
