using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Measures the shipped model on images of one's own, as a hospital does before it uses it.</summary>
[Trait("Speed", "slow")]
public sealed class MeasureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Images_in_folders_of_their_classes_become_a_report()
    {
        var samples = Path.Combine(BuiltProgram.Repository, "samples");
        (string Sample, string Class)[] images =
        [
            ("phantom-1-clear", "Normal"), ("phantom-3-patches", "Normal"), ("phantom-4-lobe", "Pneumonia"),
            ("phantom-2-clear-narrow", "SARS"),
        ];
        foreach (var (sample, type) in images)
            folder.Write($"ward/{type}/{sample}.png", await File.ReadAllBytesAsync(
                Path.Combine(samples, $"{sample}.png"), TestContext.Current.CancellationToken));
        folder.Write("ward/Normal/broken.png", [1, 2, 3]);

        var output = (await BuiltProgram.RunAsync("evaluate", "--data", folder["ward"], "--out", folder["report"])).Success();

        Assert.Contains("note: 1 image cannot be read, first: ", output);
        Assert.Contains("note: no image is COVID-19; figures about it are not defined", output);
        Assert.Contains("note: referred to a person: 4 of 4 images", output);
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder["report/metrics.json"]));
        Assert.Equal(0.666667, metrics.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble());
        Assert.Equal(
            ["controls,own,SARS,1,0,1,0,0", "test,own,Normal,2,0,2,0,0", "test,own,Pneumonia,1,0,1,0,0"],
            File.ReadAllLines(folder["report/by_source.csv"]).Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_measured_is_one_line()
    {
        folder.Write("ward/SARS/a.png", [1]);
        Task<Outcome> Evaluate(params string[] more) =>
            BuiltProgram.RunAsync(["evaluate", "--data", folder["ward"], "--out", folder["report"], .. more]);
        var nothing = (await Evaluate()).OneErrorLine();
        Assert.StartsWith($"error: --data {folder["ward"]}: none of 1 image is of a class and can be read; ", nothing);
        Assert.Contains("--distortions and --without need a run", (await Evaluate("--distortions")).OneErrorLine());
        Assert.Contains("--model nowhere.onnx: no such file", (await Evaluate("--model", "nowhere.onnx")).OneErrorLine());
        Assert.False(Directory.Exists(folder["report"]));
    }
}
