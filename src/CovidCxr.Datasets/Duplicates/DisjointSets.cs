namespace CovidCxr.Datasets.Duplicates;

/// <summary>Sets of numbers that grow together (union-find).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The smallest number in the set of <paramref name="item"/>.</summary>
    public int First(int item)
    {
        while (parents[item] != item)
            item = parents[item] = parents[parents[item]];
        return item;
    }

    /// <summary>Makes one set of the sets of two numbers.</summary>
    public void Join(int a, int b)
    {
        (a, b) = (First(a), First(b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
