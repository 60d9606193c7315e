using System.Text.RegularExpressions;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Export;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using CovidCxr.Training.Tests.Export;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Networks;

/// <summary>Follows the three steps by which CONTRIBUTING.md adds a network, with the code and the recipe that it shows.</summary>
[Trait("Speed", "slow")]
public sealed partial class OwnNetworkTests(SyntheticDataset dataset) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_three_steps_lead_to_a_trained_network_and_its_model_file()
    {
        var steps = AddANetwork().Match(File.ReadAllText(Path.Combine(BuiltProgram.Repository, "CONTRIBUTING.md")));
        Assert.True(steps.Success);
        // Step 1: the code of the page is that of this file, which the compiler has read.
        var code = File.ReadAllText(Path.Combine(
            BuiltProgram.Repository, "tests", "CovidCxr.Training.Tests", "Networks", "StripNetwork.cs"));
        Assert.Equal(code.ReplaceLineEndings("\n").Trim(), Unindented(steps.Groups["code"].Value));
        // Step 2: the registry.
        if (!NetworkRegistry.Names.Contains("strip"))
            NetworkRegistry.Add(StripNetwork.Spec);
        // Step 3: the recipe.
        File.WriteAllText(folder["strip.yaml"], Unindented(steps.Groups["recipe"].Value));
        var recipe = RecipeFile.Read(folder["strip.yaml"], ["epochs=2", "input_size=40", "augmentation.resize=44"]);

        var options = new TrainingOptions { Recipe = recipe, Data = dataset.Folder, Out = folder["run"] };
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(2, TrainingLoop.Run(options, null, null, cancel).Count);
        using var run = TrainedRun.Open(folder["run"]);
        using (var stream = File.Create(folder["strip.onnx"]))
            ModelExport.Write(run.Network, SyntheticModel.Card("strip", 40), null, stream);
        using var model = OnnxClassifier.Open(folder["strip.onnx"], threads: 1);
        var pixels = SyntheticModel.Pixels(8, 40);
        using var noGradient = torch.no_grad();
        using var scores = run.Network.forward(Batch.FromBytes(pixels, 40).ToTensor(ScalarType.Float32));
        var outputs = model.Classify(pixels, 8);
        Assert.Equal(
            scores.data<float>().ToArray(), outputs.SelectMany(output => output.Scores).ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(3 * 5 * 5, outputs[0].Maps.Length);
    }

    /// <summary>A block of a list without the indentation of the list.</summary>
    private static string Unindented(string block) =>
        string.Join('\n', block.Split('\n').Select(line => line.StartsWith("   ", StringComparison.Ordinal) ? line[3..] : line)).Trim();

    public void Dispose() => folder.Dispose();

    [GeneratedRegex(@"### Add a network\n.*?```csharp\n(?<code>.*?)```.*?```yaml\n(?<recipe>.*?)```", RegexOptions.Singleline)]
    private static partial Regex AddANetwork();
}
