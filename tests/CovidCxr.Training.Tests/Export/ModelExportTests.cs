using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Export;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using Xunit;

namespace CovidCxr.Training.Tests.Export;

public sealed class ModelExportTests(SyntheticDataset drawn) : IDisposable
{
    private static readonly Dictionary<string, double> Scores = new() { ["test.accuracy"] = 0.75, ["controls.called_covid19"] = 0.5 };

    private readonly TemporaryFolder temporary = new();
    private readonly Dataset dataset = Dataset.Open(drawn.Folder);

    [Fact]
    [Trait("Speed", "slow")]
    public void The_file_holds_the_runs_card()
    {
        var folder = SyntheticRun.Write(temporary.New(), dataset, "paper");
        File.WriteAllText(folder.Calibration, ModelCardJson.Write(new Calibration
        {
            Temperature = 2.5,
            Images = 12,
            OperatingPoints = [new("specificity 0.95", Finding.Pneumonia, 0.625, 0.8, 0.95)],
        }));
        var (exported, model) = Export(folder, null);
        using var opened = model;
        var card = model.Card;

        Assert.Null(exported.Reference);
        Assert.Equal(("paper", "paper", SyntheticRun.Size, 9L, 3), (card.Name, card.Network, card.InputSize, card.Seed, card.Epoch));
        Assert.Equal(dataset.Fingerprint, card.DatasetSha256);
        Assert.Equal(File.ReadAllText(folder.Recipe), card.Recipe);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.Recipe))), card.RecipeSha256);
        Assert.Equal(2.5, card.Calibration.Temperature);
        Assert.Equal([new OperatingPoint("specificity 0.95", Finding.Pneumonia, 0.625, 0.8, 0.95)], card.Calibration.OperatingPoints);
        Assert.Equal(Scores, card.Scores);
        Assert.Contains(card.Preprocessing, step => step.StartsWith("before the graph: ", StringComparison.Ordinal));
        Assert.Contains(card.Preprocessing, step => step.StartsWith("in the graph: ", StringComparison.Ordinal));
        Assert.Null(card.NoveltyLimit);
        Assert.False(model.HasMaps || model.HasNovelty);
        Assert.True(SelfTestResult.Run(model).Passed);
        Assert.Equal(1, card.SelfTest.Probabilities.Sum(), 1e-5);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void The_dataset_adds_novelty_and_reference_outputs()
    {
        var (exported, model) = Export(SyntheticRun.Write(temporary.New(), dataset, "compact"), dataset);
        using var opened = model;
        var val = dataset.In(DatasetSplit.Val).Count;

        Assert.Equal(1, model.Card.Calibration.Temperature);
        Assert.Empty(model.Card.Calibration.OperatingPoints);
        Assert.Equal(val, exported.Reference!.Count); // fewer than the maximum
        Assert.True(Parity.Measure(model, exported.Reference).Holds);
        Assert.True(SelfTestResult.Run(model).Passed);

        // With so few validation images the limit is the largest distance.
        var distances = model.Classify(exported.Reference.Pixels, val).Select(output => (double)output.Novelty!).ToList();
        Assert.Equal(distances.Max(), model.Card.NoveltyLimit!.Value, 1e-2 * distances.Max());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void The_same_run_gives_the_same_bytes()
    {
        var folder = SyntheticRun.Write(temporary.New(), dataset, "compact");
        byte[] Bytes()
        {
            using var run = TrainedRun.Open(folder.Path);
            var path = temporary.New() + ".onnx";
            Export(run, dataset, path);
            return File.ReadAllBytes(path);
        }
        Assert.Equal(Bytes(), Bytes());
    }

    [Fact]
    public void Another_dataset_is_refused()
    {
        var folder = SyntheticRun.Write(temporary.New(), dataset, "compact");
        var text = File.ReadAllText(folder.Description);
        File.WriteAllText(folder.Description, text.Replace(dataset.Fingerprint, new string('0', 64)));
        using var run = TrainedRun.Open(folder.Path);
        var error = Assert.Throws<InputException>(() => Export(run, dataset, temporary.New() + ".onnx"));
        Assert.Contains($"--data {dataset.Folder}", error.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"temperature\": -1, \"images\": 3}")]
    public void A_damaged_calibration_is_refused(string json)
    {
        var folder = SyntheticRun.Write(temporary.New(), dataset, "compact");
        File.WriteAllText(folder.Calibration, json);
        var error = Assert.Throws<InputException>(() => TrainedRun.Open(folder.Path));
        Assert.StartsWith(folder.Calibration, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_network_whose_weights_are_not_finite_is_refused()
    {
        var folder = SyntheticRun.Write(temporary.New(), dataset, "compact", float.NaN);
        var error = Assert.Throws<InputException>(() => TrainedRun.Open(folder.Path));
        Assert.StartsWith(folder.Best, error.Message);
        Assert.Contains("not finite", error.Message);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        using var run = TrainedRun.Open(SyntheticRun.Write(temporary.New(), dataset, "compact").Path);
        var path = Path.Combine(temporary.New(), "model.onnx"); // its folder is missing
        var error = Assert.Throws<InputException>(() => Export(run, null, path));
        Assert.StartsWith($"--out {path}", error.Message);
    }

    private static ExportedModel Export(TrainedRun run, Dataset? data, string path)
    {
        using var file = AtomicFile.Begin(path, ".onnx");
        var exported = ModelExport.Write(run, data, [], Scores, file, null, default);
        file.Commit();
        return exported;
    }

    private (ExportedModel Exported, OnnxClassifier Model) Export(RunFolder folder, Dataset? data)
    {
        using var run = TrainedRun.Open(folder.Path);
        var path = temporary.New() + ".onnx";
        var exported = Export(run, data, path);
        return (exported, OnnxClassifier.Open(path, threads: 2));
    }

    public void Dispose() => temporary.Dispose();
}
