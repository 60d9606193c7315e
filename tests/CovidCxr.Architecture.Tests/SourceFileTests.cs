using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 350;

    [Fact]
    public void No_file_is_longer_than_a_person_reads_at_once()
    {
        Assert.NotEmpty(Repository.Sources);
        Assert.DoesNotContain(Repository.Sources, file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > MostLines);
    }

    [Fact]
    public void Every_file_of_src_lies_in_the_folder_of_its_namespace() =>
        Assert.All(Repository.Sources.Where(file => file.StartsWith("src/", StringComparison.Ordinal)), file =>
        {
            if (Declared(file) is { } name)
                Assert.Equal(Path.GetDirectoryName(file), Path.Combine("src", name.Split('.') is [var a, var b, .. var rest]
                    ? Path.Combine([$"{a}.{b}", .. rest])
                    : name));
        });

    private static string? Declared(string file) =>
        Namespace().Match(File.ReadAllText(Path.Combine(Repository.Root, file))) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
