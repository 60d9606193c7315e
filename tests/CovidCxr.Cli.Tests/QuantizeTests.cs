using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>A model file made to compute with whole numbers, as a user makes it.</summary>
[Trait("Speed", "slow")]
public sealed class QuantizeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_trained_model_keeps_its_classes_once()
    {
        await SyntheticSources.BuildDatasetAsync(folder, "--test-covid", "3");
        (await BuiltProgram.RunAsync(
            "train", "--data", folder["dataset"], "--recipe", "compact", "--epochs", "1", "--out", folder["run"],
            "--set", "input_size=64", "--set", "augmentation.resize=64")).Success();
        (await BuiltProgram.RunAsync(
            "export", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["float.onnx"])).Success();

        var said = (await BuiltProgram.RunAsync(
            "quantize", "--model", folder["float.onnx"], "--data", folder["dataset"], "--out", folder["whole.onnx"])).Success();
        Assert.Contains("keep their class", said);
        Assert.True(new FileInfo(folder["whole.onnx"]).Length < new FileInfo(folder["float.onnx"]).Length / 2);
        Assert.Contains("self-test passed", (await BuiltProgram.RunAsync("model", "verify", folder["whole.onnx"])).Success());
        using var card = JsonDocument.Parse((await BuiltProgram.RunAsync("model", "show", folder["whole.onnx"], "--json")).Success());
        Assert.Equal("8-bit integers", card.RootElement.GetProperty("arithmetic").GetString());

        var names = folder.Names;
        var twice = await BuiltProgram.RunAsync(
            "quantize", "--model", folder["whole.onnx"], "--data", folder["dataset"], "--out", folder["twice.onnx"]);
        Assert.Contains("has no convolution to compute with whole numbers", twice.OneErrorLine());
        var none = await BuiltProgram.RunAsync(
            "quantize", "--model", folder["float.onnx"], "--data", folder["none"], "--out", folder["twice.onnx"]);
        Assert.Contains(folder["none"], none.OneErrorLine());
        Assert.Equal(names, folder.Names);
    }
}
