using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 350;
    private const int MostColumns = 140;
    private const int FewLines = 25;
    private const double LargestShareOfSmallFiles = 0.15;

    // Folders of alternatives of one interface: one file each, however small, because the listing is their documentation.
    private static readonly string[] Menus = ["/Augmentations/", "/Referral/", "/Sources/", "/Figures/", "/Commands/"];

    private static readonly IReadOnlyDictionary<string, string[]> Files =
        Repository.Sources.ToDictionary(file => file, file => File.ReadAllLines(Path.Combine(Repository.Root, file)));

    [Fact]
    public void No_file_is_longer_than_a_person_reads_at_once()
    {
        Assert.NotEmpty(Files);
        Assert.Empty(Files.Where(file => file.Value.Length > MostLines).Select(file => $"{file.Key}: {file.Value.Length} lines"));
    }

    [Fact]
    public void No_line_is_wider_than_a_screen()
    {
        var wide = from file in Files
                   from line in file.Value.Index()
                   where line.Item.Length > MostColumns
                   select $"{file.Key}({line.Index + 1}): {line.Item.Length} columns, more than {MostColumns}";
        Assert.Empty(wide);
    }

    [Fact]
    public void Fragments_live_with_their_owner_so_few_files_are_small()
    {
        var src = Files
            .Where(file => file.Key.StartsWith("src/", StringComparison.Ordinal) && !Menus.Any(file.Key.Contains))
            .ToList();
        var small = src.Where(file => file.Value.Length <= FewLines).Select(file => file.Key).ToList();
        Assert.True(
            small.Count < LargestShareOfSmallFiles * src.Count,
            $"{small.Count} of {src.Count} files have {FewLines} lines or fewer; fold fragments into their owner's file: "
            + string.Join(", ", small));
    }

    [Fact]
    public void Every_file_of_src_lies_in_the_folder_of_its_namespace() =>
        Assert.All(Files.Where(file => file.Key.StartsWith("src/", StringComparison.Ordinal)), file =>
        {
            if (file.Value.Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success) is { } match)
                Assert.Equal(Path.GetDirectoryName(file.Key), Folder(match.Groups[1].Value));
        });

    /// <summary>The folder of a namespace: <c>CovidCxr.Core.Metrics</c> is <c>src/CovidCxr.Core/Metrics</c>.</summary>
    private static string Folder(string name) =>
        name.Split('.') is [var product, var project, .. var rest]
            ? Path.Combine(["src", $"{product}.{project}", .. rest])
            : Path.Combine("src", name);

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex Namespace();
}
