using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

[Trait("Speed", "slow")]
public sealed class TrainingLoopTests(SyntheticDataset drawn) : IDisposable
{
    private static readonly string[] Small =
    [
        "input_size=16",
        "augmentation.resize=20",
        "batch=16",
        "epochs=3",
        "loss.class_weights=[1, 1, 1]",
        "schedule=[{epoch: 0, rate: 0.0005}]",
    ];

    private static readonly string[] Lungs = ["input_size=64", "augmentation.resize=64"];

    private readonly TemporaryFolder temporary = new(); // deleted after each test: a run of the paper's network takes hundreds of megabytes

    [Fact]
    public void Learns_and_writes_a_complete_run_folder()
    {
        var options = Options("epochs=8");
        var records = Train(options);

        var run = new RunFolder(options.Out);
        Assert.Equal(8, records.Count);
        Assert.True(records[^1].TrainLoss < records[0].TrainLoss);
        Assert.True(records[^1].ValAccuracy > 0.8, $"validation accuracy {records[^1].ValAccuracy}");
        Assert.Equal(records.Select(r => r.Epoch), MetricsFile.Read(run.Metrics).Select(r => r.Epoch));
        Assert.Equal(RecipeFile.Write(options.Recipe), File.ReadAllText(run.Recipe));
        Assert.Equal(options.Seed, RunDescription.Read(run).Seed);
        Assert.Equal(
            ["best.safetensors", "last.safetensors", "metrics.csv", "recipe.yaml", "run.json", "tensorboard"],
            Directory.GetFileSystemEntries(options.Out).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

        using var trained = TrainedRun.Open(options.Out);
        var scored = SplitClassifier.Classify(trained, Dataset.Open(drawn.Folder), DatasetSplit.Test, null, default);
        Assert.Equal(12, scored.Count);
        Assert.All(scored, image => Assert.Equal(1, image.Probabilities.Sum(), 1e-9));
        var correct = scored.Count(image => Findings.MostLikely(image.Probabilities).Name() == image.Image.Class);
        Assert.True(correct >= 10, $"{correct} of 12 correct");
    }

    [Theory]
    [InlineData("paper", 1)] // within the first epoch
    [InlineData("paper", 9)] // within the second
    [InlineData("compact", 9)] // with averaged weights, batch normalizations and a calibration
    public void A_stopped_run_ends_like_an_uninterrupted_one(string recipe, int stopAfter)
    {
        var changes = recipe == "compact" ? [.. Small, .. Lungs] : Small;
        var uninterrupted = Options() with { Recipe = RecipeFile.Read(recipe, changes) };
        Train(uninterrupted);

        var stopped = uninterrupted with { Out = temporary.New() };
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var watch = new Watch(p =>
        {
            if (p.Finished is null && ++steps == stopAfter)
                stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => TrainingLoop.Run(stopped, null, watch, stop.Token));
        Assert.Equal(stopAfter, steps);
        Train(stopped with { Resume = true });

        AssertSame(uninterrupted, stopped);
    }

    [Fact]
    public void A_run_killed_between_two_files_ends_like_an_uninterrupted_one()
    {
        var uninterrupted = Options();
        Train(uninterrupted);

        // Killed in the third epoch after writing best and metrics and while writing last: last is still that of the second epoch.
        var killed = Options();
        Train(killed with { Recipe = RecipeFile.Read("paper", [.. Small, "epochs=2"]) });
        var run = new RunFolder(killed.Out);
        File.Copy(new RunFolder(uninterrupted.Out).Metrics, run.Metrics, overwrite: true);
        File.Copy(new RunFolder(uninterrupted.Out).Best, run.Best, overwrite: true);
        File.WriteAllBytes(run.Last + ".partial", [1, 2, 3]);
        File.WriteAllBytes(run.Pixels("train"), [1, 2, 3]);
        Train(killed with { Resume = true });

        AssertSame(uninterrupted, killed);
    }

    [Fact]
    public void Float32_and_bfloat16_learn_alike()
    {
        var accurate = Train(Options("precision=float32", "epochs=8"))[^1];
        var rounded = Train(Options("precision=bfloat16", "epochs=8"))[^1];
        Assert.Equal(accurate.TrainLoss, rounded.TrainLoss, 0.15);
        Assert.True(rounded.ValAccuracy > 0.8 && accurate.ValAccuracy > 0.8, $"{rounded.ValAccuracy} {accurate.ValAccuracy}");
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("bfloat16")]
    public void The_lung_segmenter_does_not_change(string precision)
    {
        var options = Options(["network=compact-lungs", "epochs=1", $"precision={precision}", .. Lungs]);
        Train(options);

        using var trained = TrainedRun.Open(options.Out);
        using var shipped = new LungSegmenter();
        shipped.LoadShipped();
        var segmenter = ((LungGatedNetwork)trained.Network).Segmenter;
        foreach (var ((name, expected), (_, actual)) in shipped.named_parameters().Zip(segmenter.named_parameters()))
            Assert.True(expected.Equals(actual), name);
    }

    [Fact]
    public void A_run_of_a_version_with_fewer_keys_can_be_resumed()
    {
        var options = Options("epochs=1");
        Train(options);
        var recipe = new RunFolder(options.Out).Recipe;
        ForgetRecipe(options);
        var lines = File.ReadAllLines(recipe);
        File.WriteAllLines(recipe, lines.Where(line => !line.StartsWith("average:", StringComparison.Ordinal)));
        Assert.Equal(lines.Length - 1, File.ReadAllLines(recipe).Length);
        Assert.Equal(2, Train(options with { Recipe = RecipeFile.Read("paper", [.. Small, "epochs=2"]), Resume = true }).Count);
    }

    [Fact]
    public void A_calibrated_run_applies_its_temperature()
    {
        var options = Options("calibrate=true");
        Train(options);
        var path = new RunFolder(options.Out).Calibration;
        using var calibrated = TrainedRun.Open(options.Out);
        Assert.Equal(RunDescription.Read(calibrated.Folder).ValImages, calibrated.Calibration!.Images);
        Assert.NotEqual(1, calibrated.Calibration.Temperature);

        File.Delete(path);
        using var plain = TrainedRun.Open(options.Out);
        var dataset = Dataset.Open(drawn.Folder);
        var with = SplitClassifier.Classify(calibrated, dataset, DatasetSplit.Test, null, default)[0].Probabilities;
        var without = SplitClassifier.Classify(plain, dataset, DatasetSplit.Test, null, default)[0].Probabilities;
        var expected = TemperatureScaling.Apply(without, calibrated.Calibration.Temperature);
        Assert.Equal(expected, with, (a, b) => Math.Abs(a - b) < 1e-9);

        File.WriteAllText(path, "{}");
        Assert.Contains("calibration.json: not a calibration", Assert.Throws<InputException>(() => TrainedRun.Open(options.Out)).Message);
    }

    [Fact]
    public void Newer_weights_never_keep_the_calibration_of_earlier_ones()
    {
        var options = Options("calibrate=true", "epochs=1");
        Train(options);
        var run = new RunFolder(options.Out);
        var (weights, calibration) = (Hash(run.Best), File.ReadAllText(run.Calibration));

        // Stopped before other weights are the best: the calibration still belongs to the best weights.
        StopIn(epoch: 2);
        Assert.Equal(weights, Hash(run.Best));
        Assert.Equal(calibration, File.ReadAllText(run.Calibration));

        StopIn(epoch: 3);
        Assert.NotEqual(weights, Hash(run.Best));
        Assert.False(File.Exists(run.Calibration));

        void StopIn(int epoch)
        {
            var longer = options with { Recipe = RecipeFile.Read("paper", [.. Small, "calibrate=true"]), Resume = true };
            using var stop = new CancellationTokenSource();
            var watch = new Watch(p =>
            {
                if (p.Epoch == epoch)
                    stop.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => TrainingLoop.Run(longer, null, watch, stop.Token));
        }
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_with_the_reason()
    {
        var options = Options("optimizer.name=sgd", "schedule=[{epoch: 0, rate: 10}]", "precision=float32", "epochs=50");
        Assert.Contains("learning rate 10", Error(options));
    }

    [Fact]
    public void A_finished_run_is_not_overwritten_and_other_options_do_not_resume_it()
    {
        var options = Options("epochs=1");
        Train(options);
        Assert.Contains("--resume", Error(options));
        Assert.Contains("--seed 5", Error(options with { Seed = 5, Resume = true }));
        Assert.Contains("batch: 8", Error(options with { Recipe = RecipeFile.Read("paper", [.. Small, "batch=8"]), Resume = true }));

        // More epochs are allowed.
        var longer = Train(options with { Recipe = RecipeFile.Read("paper", Small), Resume = true });
        Assert.Equal([1, 2, 3], longer.Select(r => r.Epoch));
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_named()
    {
        var options = Options("epochs=1");
        Train(options);
        var other = RecipeFile.Read("paper", [.. Small, "input_size=24", "augmentation.resize=24"]);
        File.WriteAllText(new RunFolder(options.Out).Recipe, RecipeFile.Write(other));
        Assert.EndsWith(
            "recipe.yaml: was changed or cut since the run was started; restore it from a copy, or train again",
            Assert.Throws<InputException>(() => TrainedRun.Open(options.Out)).Message);
        ForgetRecipe(options);
        var error = Assert.Throws<InputException>(() => TrainedRun.Open(options.Out));
        Assert.Contains("best.safetensors: tensor 'dense1.weight' is [4096, 864]", error.Message);
    }

    [Fact]
    public void A_dataset_changed_since_its_manifest_is_named()
    {
        var copy = temporary.New();
        foreach (var file in Directory.GetFiles(drawn.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(drawn.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var changed = Path.Combine(copy, Dataset.Open(copy).In(DatasetSplit.Train)[3].Path);
        File.WriteAllBytes(changed, File.ReadAllBytes(Path.Combine(copy, Dataset.Open(copy).In(DatasetSplit.Train)[4].Path)));
        var options = Options() with { Data = copy };
        Assert.Contains(Path.GetFileName(changed), Error(options));
        Assert.False(Directory.Exists(options.Out)); // no incomplete run is left behind
    }

    [Fact]
    public void TensorBoard_gets_every_epoch()
    {
        var options = Options();
        Train(options);
        foreach (var part in new[] { "train", "val" })
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(new RunFolder(options.Out).TensorBoard, part), "*tfevents*"));
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            foreach (var tag in new[] { "loss", "accuracy", "precision", "recall" })
                Assert.Equal(3, text.Split(tag).Length - 1);
        }
    }

    private static void AssertSame(TrainingOptions expected, TrainingOptions actual)
    {
        var (a, b) = (new RunFolder(expected.Out), new RunFolder(actual.Out));
        Assert.Equal(Hash(a.Last), Hash(b.Last));
        Assert.Equal(Hash(a.Best), Hash(b.Best));
        Assert.Equal(expected.Recipe.Calibrate, File.Exists(a.Calibration));
        if (expected.Recipe.Calibrate)
            Assert.Equal(File.ReadAllText(a.Calibration), File.ReadAllText(b.Calibration));
        static IEnumerable<EpochRecord> WithoutTime(RunFolder run) => MetricsFile.Read(run.Metrics).Select(r => r with { Seconds = 0 });
        Assert.Equal(WithoutTime(a), WithoutTime(b));
        Assert.Empty(Directory.GetFiles(actual.Out, "*.cache"));
    }

    /// <summary>Makes a run like one of an earlier version, which did not note the checksum of its recipe.</summary>
    private static void ForgetRecipe(TrainingOptions options)
    {
        var run = new RunFolder(options.Out);
        File.WriteAllText(run.Description, (RunDescription.Read(run) with { RecipeSha256 = null }).Write());
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private static IReadOnlyList<EpochRecord> Train(TrainingOptions options) => TrainingLoop.Run(options, null, null, default);

    private static string Error(TrainingOptions options) => Assert.Throws<InputException>(() => Train(options)).Message;

    private TrainingOptions Options(params string[] changes) => new()
    {
        Recipe = RecipeFile.Read("paper", [.. Small, .. changes]),
        Data = drawn.Folder,
        Out = temporary.New(),
        Seed = 4,
    };

    public void Dispose() => temporary.Dispose();
}
