using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>The program as it is built, with nothing else at hand.</summary>
[Trait("Speed", "slow")]
public sealed class ShippedModelTests : IDisposable
{
    private static readonly string Samples = Path.Combine(BuiltProgram.Repository, "samples");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_samples_are_scored_with_maps_and_marked_as_no_real_x_rays()
    {
        var json = (await BuiltProgram.RunAsync("predict", "--format", "json", "--heatmaps", folder["maps"], Samples)).Success();
        using var answers = JsonDocument.Parse(json);
        Assert.Equal(5, answers.RootElement.GetArrayLength());
        Assert.Equal(10, Directory.GetFiles(folder["maps"]).Length);
        foreach (var answer in answers.RootElement.EnumerateArray())
        {
            var reasons = answer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
            Assert.Contains("not-like-training-images", reasons);
            Assert.Equal(1, answer.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
        }
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
