using System.Diagnostics;
using System.Text.Json;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>The program as it is built, with nothing else at hand.</summary>
[Trait("Speed", "slow")]
public sealed class ShippedModelTests : IDisposable
{
    private static readonly string Samples = Path.Combine(BuiltProgram.Repository, "samples");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("phantom-1-clear", "Normal", "not-like-training-images")]
    [InlineData("phantom-2-clear-narrow", "Normal", "not-like-training-images")]
    [InlineData("phantom-3-patches", "Normal", "unsure", "not-like-training-images")]
    [InlineData("phantom-4-lobe", "Normal", "unsure", "not-like-training-images")]
    [InlineData("phantom-5-inverted", "Normal", "not-like-training-images", "inverted")]
    public async Task A_drawing_is_scored_and_referred(string sample, string finding, params string[] reasons)
    {
        var file = Path.Combine(Samples, $"{sample}.png");
        using var answers = JsonDocument.Parse((await BuiltProgram.RunAsync("predict", "--format", "json", file)).Success());
        var answer = answers.RootElement[0];
        Assert.Equal(finding, answer.GetProperty("class").GetString());
        Assert.Equal(reasons, answer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(1, answer.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
    }

    [Fact]
    public async Task The_map_of_the_lobe_is_strongest_on_the_lobe()
    {
        var plan = Imaging.Phantoms.Samples.All.Single(plan => plan.Name == "phantom-4-lobe");
        var file = Path.Combine(Samples, $"{plan.Name}.png");
        (await BuiltProgram.RunAsync("predict", "--heatmaps", folder["maps"], "--class", "Pneumonia", file)).Success();
        var map = ImageDecoders.Default.ReadGray(Path.Combine(folder["maps"], $"{plan.Name}.map.png"), plan.Width, plan.Height);
        var strongest = Array.IndexOf(map, map.Max());
        var (x, y) = ((double)(strongest % plan.Width) / plan.Width, (double)(strongest / plan.Width) / plan.Height);
        var lobe = plan.Opacities.Single();
        Assert.InRange(Math.Pow((x - lobe.X) / lobe.RadiusX, 2) + Math.Pow((y - lobe.Y) / lobe.RadiusY, 2), 0, 1);
    }

    [Fact]
    public async Task A_chest_upside_down_is_scored_and_referred()
    {
        foreach (var plan in Imaging.Phantoms.Samples.All)
        {
            var turned = Imaging.Phantoms.ChestPhantom.Draw(plan);
            Array.Reverse(turned);
            folder.Write($"{plan.Name}.png", PngWriter.Encode(turned, plan.Width, plan.Height));
        }
        var rows = (await BuiltProgram.RunAsync("predict", "--format", "csv", folder.Path)).Success().TrimEnd().Split('\n')[1..];
        Assert.All(rows, row => Assert.Contains(",true,", row));
        Assert.Equal(Imaging.Phantoms.Samples.All.Count, rows.Length);
    }

    [Fact]
    public async Task Only_onnx_runtime_is_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process has loaded is read from /proc");
        using var process = BuiltProgram.StartWithInput("predict", "--format", "csv", "--heatmaps", folder["maps"], "-");
        await process.StandardInput.WriteLineAsync(Directory.GetFiles(Samples, "*.png")[0]);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        for (var line = 0; line < 2; line++)
            Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var loaded = Loaded(process);
        process.StandardInput.Close();
        (await BuiltProgram.EndAsync(process)).Success();

        Assert.Contains(loaded, name => name.StartsWith("libonnxruntime.so", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(loaded, name => name.Contains("Skia", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nothing_is_written_to_the_user_s_own_folder_or_sent_from_there()
    {
        Directory.CreateDirectory(folder["home"]);
        var environment = new Dictionary<string, string> { ["HOME"] = folder["home"], ["XDG_CACHE_HOME"] = "", ["CI"] = "" };
        (await BuiltProgram.RunAsync(environment, ["predict", Samples])).Success();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["home"]));
    }

    private static List<string> Loaded(Process process) =>
    [
        .. File.ReadLines($"/proc/{process.Id}/maps")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 5)
            .Select(parts => Path.GetFileName(parts[5]))
            .Distinct(),
    ];
}
