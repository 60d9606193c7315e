using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class LungsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Masks_become_a_finder()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        foreach (var (collection, images) in new[] { ("chest_xray", "train"), ("covid-chestxray-dataset", "images") })
        {
            var files = Path.Combine(folder["sources"], collection, images);
            foreach (var image in Directory.GetFiles(files, "*.png", SearchOption.AllDirectories))
            {
                var mask = Path.Combine(folder["masks"], collection, Path.GetFileName(image));
                Directory.CreateDirectory(Path.GetDirectoryName(mask)!);
                File.WriteAllBytes(mask, SyntheticPng.Blocks(7));
            }
        }

        var outcome = (await LungsAsync("--epochs", "1")).Success();
        Assert.Matches(@"finder\.safetensors: on [1-9]\d* validation images Dice 0\.\d{3}, worst 0\.\d{3}", outcome);
        Assert.True(new FileInfo(folder["finder.safetensors"]).Length > 100_000);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Without_masks_nothing_is_written()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        Assert.Contains("masks: no such folder", (await LungsAsync()).OneErrorLine());
        Directory.CreateDirectory(folder["masks"]);
        Assert.Contains("holds no mask for any train image", (await LungsAsync()).OneErrorLine());
        Assert.Contains("--epochs 0: give 1 or more", (await LungsAsync("--epochs", "0")).OneErrorLine());
        Assert.DoesNotContain(folder.Names, name => name.Contains("finder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("finder.onnx", "finder.onnx: must end in .safetensors; name it finder.safetensors")]
    [InlineData("nowhere/finder.safetensors", "does not exist; make it first")]
    public async Task A_place_that_cannot_be_written_is_named_before_the_training(string file, string expected) =>
        Assert.Contains(expected, (await TrainAsync(folder[file])).OneErrorLine()); // there is no dataset, and nobody has asked for it yet

    private Task<Outcome> LungsAsync(params string[] more) => TrainAsync(folder["finder.safetensors"], more);

    private Task<Outcome> TrainAsync(string file, params string[] more) => BuiltProgram.RunAsync(
        ["lungs", "train", "--data", folder["dataset"], "--masks", folder["masks"], "--out", file, .. more]);
}
