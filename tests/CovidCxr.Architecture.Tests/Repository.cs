using System.Xml.Linq;

namespace CovidCxr.Architecture.Tests;

/// <summary>The repository's files that these tests read, and the program built from them.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root => BuiltProgram.Repository;

    /// <summary>The folder of the built program with all its assemblies, in the configuration of these tests.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "CovidCxr.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    /// <summary>Every C# file that people write, relative to the root.</summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        .. new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The projects below a folder: name, and the values of one kind of item (ProjectReference, PackageReference).</summary>
    public static IEnumerable<(string Project, string Item)> Items(string folder, string kind) =>
        from file in Projects(folder)
        from item in XDocument.Load(file).Descendants(kind)
        let include = (string?)item.Attribute("Include")
        where include is not null
        select (Path.GetFileNameWithoutExtension(file), include.Replace('\\', '/'));

    /// <summary>The project files below a folder.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories);
}
