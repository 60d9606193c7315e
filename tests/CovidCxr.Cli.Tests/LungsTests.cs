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

        var outcome = (await LungsAsync("--epochs", "1", "--network", "cells")).Success();
        Assert.Contains("finder.safetensors: measured on the validation split", outcome);
        Assert.Matches(@"kermany: [1-9]\d* images? of [1-9]\d* patient groups?, Dice 0\.\d{3} .*at 256 x 256, worst 0\.\d{3}", outcome);
        Assert.InRange(new FileInfo(folder["finder.safetensors"]).Length, 100_000, 200_000);
        (await LungsAsync("--epochs", "1")).Success();
        Assert.InRange(new FileInfo(folder["finder.safetensors"]).Length, 500_000, 1_200_000);

        string[] score = ["lungs", "score", "--data", folder["dataset"], "--masks", folder["masks"]];
        Assert.Matches(@"kermany: [1-9]\d* image", (await BuiltProgram.RunAsync(score)).Success());
        Assert.Contains("--split", (await BuiltProgram.RunAsync([.. score, "--split", "train"])).OneErrorLine(exitCode: 2));
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
