using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Recipes;

/// <summary>The recipes of <c>recipes/networks</c>, which are compared with each other.</summary>
public class NetworkRecipesTests
{
    private static string[] Files => Directory.GetFiles(Path.Combine(RecipeFile.Folder, "networks"), "*.yaml");

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Begins_with_its_command_time_and_score(string name)
    {
        var file = Path.Combine(RecipeFile.Folder, "networks", $"{name}.yaml");
        var head = string.Join('\n', File.ReadLines(file).TakeWhile(line => line.StartsWith('#')));
        Assert.Contains($"#   covidcxr benchmark recipes/networks --only {name} --data <dataset> --out <folder>", head);
        Assert.Contains("20 minutes of training", head);
        Assert.Contains("What it reaches: ", head);
        Assert.Equal(name, RecipeFile.Read(file).Name);
    }

    /// <summary>A comparison holds only what is meant to differ: the network, what it starts from, and the first rate.</summary>
    [Fact]
    public void Differ_in_network_start_and_rate_alone()
    {
        string[] mayDiffer = ["name: ", "network: ", "  file: ", "  sha256: ", "  rate: ", "- epoch: 0", "- rate: "];
        IEnumerable<string> Common(string file) => RecipeFile.Write(RecipeFile.Read(file)).Split('\n')
            .Where(line => !mayDiffer.Any(key => line.StartsWith(key, StringComparison.Ordinal)));
        var first = Common(Files[0]).ToList();
        Assert.Contains("input_size: 128", first);
        Assert.True(Files.Length >= 20);
        Assert.All(Files, file => Assert.Equal(first, Common(file)));
    }
}
