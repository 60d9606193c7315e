using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>The program that only predicts, src/CovidCxr.Predict.</summary>
public sealed partial class PredictProgramTests : IDisposable
{
    private const string FullProgram = "dotnet run --project src/CovidCxr.Cli -c Release -- ";

    private static readonly string[] TrainingLibraries = ["torch", "Skia", "ScottPlot", "CsvHelper", "Protobuf", "YamlDotNet", "HarfBuzz"];

    private static readonly string Samples = Path.Combine(BuiltProgram.Repository, "samples");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task It_predicts_as_the_full_program_does()
    {
        string[] Predict(string maps) => ["predict", "--format", "json", "--heatmaps", folder[maps], Samples];
        Assert.Equal(
            (await BuiltProgram.RunAsync(Predict("full"))).Success(),
            (await BuiltProgram.RunPredictProgramAsync(Predict("small"))).Success());
        foreach (var map in Directory.GetFiles(folder["full"]))
            Assert.Equal(File.ReadAllBytes(map), File.ReadAllBytes(Path.Combine(folder["small"], Path.GetFileName(map))));
        foreach (var command in new[] { "show", "verify" })
            Assert.Equal(
                WithoutPath((await BuiltProgram.RunAsync("model", command)).Success()),
                WithoutPath((await BuiltProgram.RunPredictProgramAsync("model", command)).Success()));
    }

    [Fact]
    public async Task Every_other_command_is_answered_with_the_way_to_the_full_program()
    {
        var full = Commands(await BuiltProgram.RunAsync("--help"));
        var small = Commands(await BuiltProgram.RunPredictProgramAsync("--help"));
        Assert.Equal(["completion", "dicom", "manual", "model", "predict", "samples"], small.Order());
        Assert.Superset(small.ToHashSet(), full.ToHashSet());
        foreach (var command in full.Except(small))
        {
            var outcome = await BuiltProgram.RunPredictProgramAsync(command, "--data", "dataset", "--set", "batch=8");
            var line = outcome.OneErrorLine(exitCode: 2);
            Assert.StartsWith($"error: '{command}' is not available here", line);
            Assert.Contains($"{FullProgram}{command} ...", line);
        }
        // Options and arguments of any kind change nothing, not even a call for help.
        foreach (var more in new[] { "--help", "-h", "build" })
            Assert.Contains(FullProgram, (await BuiltProgram.RunPredictProgramAsync("dataset", more)).OneErrorLine(exitCode: 2));
    }

    [Fact]
    public async Task The_folder_of_a_run_is_answered_with_the_way_to_the_full_program()
    {
        var line = (await BuiltProgram.RunPredictProgramAsync("predict", "--model", folder.Path, Samples)).OneErrorLine();
        Assert.StartsWith($"error: --model {folder.Path}: is a folder", line);
        Assert.Contains($"{FullProgram}predict --model {folder.Path} ...", line);
    }

    [Fact]
    public async Task Help_ends_with_the_way_to_the_full_program()
    {
        var help = (await BuiltProgram.RunPredictProgramAsync("--help")).Success();
        Assert.Contains("\nThis program only predicts. ", help);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
        Assert.DoesNotContain("train", (await BuiltProgram.RunPredictProgramAsync("predict", "--help")).Success());
        Assert.DoesNotContain("only predicts", (await BuiltProgram.RunAsync("--help")).Success());
    }

    [Fact]
    public void No_training_library_lies_beside_it()
    {
        var output = Path.GetDirectoryName(BuiltProgram.PredictAssembly)!;
        var all = Directory.GetFiles(output, "*", SearchOption.AllDirectories);
        var files = all.Select(file => Path.GetRelativePath(output, file)).ToList();
        var dependencies = File.ReadAllText(Path.Combine(output, "covidcxr.deps.json"));
        foreach (var library in TrainingLibraries)
        {
            Assert.DoesNotContain(files, file => file.Contains(library, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(library, dependencies, StringComparison.OrdinalIgnoreCase);
        }
        foreach (var project in new[] { "Datasets", "Training", "Reports" })
            Assert.DoesNotContain($"CovidCxr.{project}.dll", files);
    }

    [Fact]
    public void It_carries_native_libraries_for_its_own_system_only()
    {
        var runtimes = Path.Combine(Path.GetDirectoryName(BuiltProgram.PredictAssembly)!, "runtimes");
        Assert.Single(Directory.GetDirectories(runtimes));
    }

    // Each program names the model file that lies beside it.
    private static string WithoutPath(string output) => output[output.IndexOf(".onnx: ", StringComparison.Ordinal)..];

    private static IReadOnlyList<string> Commands(Outcome help) =>
        [.. CommandLine().Matches(help.Success().Split("Commands:\n")[1].Split("\n\n")[0]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLine();
}
