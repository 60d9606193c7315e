using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>Reads what <c>--collections</c> names: <c>paper</c>, <c>all</c>, or short names divided by commas.</summary>
public static class CollectionChoice
{
    /// <summary>The collections of the paper.</summary>
    public const string Paper = "paper";

    /// <summary>Every collection that the product reads.</summary>
    public const string All = "all";

    /// <summary>The collections of a choice, in the order of <see cref="SourceCatalog.All"/>.</summary>
    /// <exception cref="InputException">A name is not known.</exception>
    public static IReadOnlyList<IPublicSource> Of(string choice)
    {
        var names = choice.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.FirstOrDefault(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null || names.Length == 0)
            throw new InputException($"--collections {choice}: '{unknown ?? choice}' is none of {string.Join(", ", Known)}");
        return [.. SourceCatalog.All.Where(source => names.Any(name => Names(name, source)))];
    }

    private static IEnumerable<string> Known => [Paper, All, .. SourceCatalog.All.Select(source => source.Name)];

    private static bool Names(string name, IPublicSource source) =>
        name.Equals(All, StringComparison.OrdinalIgnoreCase)
        || (source.IsOfThePaper && name.Equals(Paper, StringComparison.OrdinalIgnoreCase))
        || name.Equals(source.Name, StringComparison.OrdinalIgnoreCase);
}
