using CovidCxr.Core;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

[Trait("Speed", "slow")]
public sealed class DamagedRunTests(SyntheticDataset drawn, DamagedRunTests.TrainedOnce trained)
    : IClassFixture<DamagedRunTests.TrainedOnce>, IDisposable
{
    private const string Recipe = "recipe.yaml", Description = "run.json", Metrics = "metrics.csv", Best = "best.safetensors",
        Last = "last.safetensors", Calibration = "calibration.json";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A file, and whether resuming and evaluating need it.</summary>
    public static TheoryData<string, bool, bool> Files => new()
    {
        { Recipe, true, true },
        { Description, true, true },
        { Metrics, true, true },
        { Best, true, true },
        { Last, true, false },
        { Calibration, false, true }, // resuming makes it again
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_named(string file, bool toResume, bool toEvaluate)
    {
        Damage(file, File.Delete);
        Check(file, toResume, toEvaluate && file != Calibration); // without one, probabilities are not calibrated
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_empty_file_is_named(string file, bool toResume, bool toEvaluate)
    {
        Damage(file, path => File.WriteAllBytes(path, []));
        Check(file, toResume, toEvaluate);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_in_half_is_named(string file, bool toResume, bool toEvaluate)
    {
        Damage(file, path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..(int)(new FileInfo(path).Length / 2)]));
        Check(file, toResume, toEvaluate);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_nulls_is_named(string file, bool toResume, bool toEvaluate)
    {
        Damage(file, path => File.WriteAllBytes(path, new byte[new FileInfo(path).Length]));
        Check(file, toResume, toEvaluate);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_folder_in_place_of_a_file_is_named(string file, bool toResume, bool toEvaluate)
    {
        Damage(file, path =>
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        });
        Check(file, toResume, toEvaluate && file != Calibration);
    }

    [Theory]
    [InlineData(Best, true)]
    [InlineData(Last, false)]
    public void Weights_of_another_network_are_named(string file, bool toEvaluate)
    {
        var other = TrainedOnce.Train(drawn, folder["other"], "network=paper");
        Damage(file, path => File.Copy(Path.Combine(other, file), path, overwrite: true));
        Check(file, toResume: true, toEvaluate);
    }

    [Fact]
    public void Metrics_that_end_too_early_are_named()
    {
        Damage(Metrics, path => File.WriteAllLines(path, File.ReadAllLines(path)[..2]));
        Check(Metrics, toResume: true, toEvaluate: true);
        Assert.Contains("has 1 epoch of the 2 that the run has finished", ErrorOf(Evaluate));
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_named()
    {
        var other = TrainedOnce.Train(drawn, folder["other"], seed: 5);
        Damage(Last, path => File.Copy(Path.Combine(other, Last), path, overwrite: true));
        Assert.Contains("last.safetensors: is not a checkpoint of this run", ErrorOf(Resume));
    }

    [Fact]
    public void A_calibration_that_is_lost_or_damaged_is_made_again()
    {
        var before = File.ReadAllText(Path.Combine(trained.Folder(drawn), Calibration));
        Damage(Calibration, path => File.WriteAllText(path, "{"));
        Resume();
        Assert.Equal(before, File.ReadAllText(folder["run/calibration.json"]));
    }

    private void Damage(string file, Action<string> damage)
    {
        Directory.CreateDirectory(folder["run"]);
        foreach (var path in Directory.GetFiles(trained.Folder(drawn)))
            File.Copy(path, Path.Combine(folder["run"], Path.GetFileName(path)));
        damage(Path.Combine(folder["run"], file));
    }

    private void Check(string file, bool toResume, bool toEvaluate)
    {
        var before = State();
        foreach (var (use, needsIt) in new[] { ((Action)Evaluate, toEvaluate), (Resume, toResume) })
        {
            if (!needsIt)
            {
                if (use == Evaluate)
                    use();
                continue;
            }
            var error = ErrorOf(use);
            Assert.Contains(file, error);
            Assert.Contains(folder["run"], error);
            Assert.Contains("; ", error); // what to do
            Assert.Equal(before, State()); // nothing is lost
        }
    }

    private (string, long)[] State() =>
    [
        .. Directory.GetFiles(folder["run"]).Order(StringComparer.Ordinal).Select(path => (path, new FileInfo(path).Length)),
    ];

    private void Evaluate()
    {
        using var run = TrainedRun.Open(folder["run"]);
        run.ReadHistory();
    }

    private void Resume() => TrainingLoop.Run(
        new TrainingRequest { Out = folder["run"], Resume = true }.Complete(), null, null, default);

    private static string ErrorOf(Action use)
    {
        var message = Assert.Throws<InputException>(use).Message;
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("CovidCxr.", message);
        return message;
    }

    /// <summary>A small run of two epochs, trained once for all these tests.</summary>
    public sealed class TrainedOnce : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public string Folder(SyntheticDataset data) =>
            Directory.Exists(folder["run"]) ? folder["run"] : Train(data, folder["run"]);

        public static string Train(SyntheticDataset data, string run, params string[] changes) => Train(data, run, 4, changes);

        public static string Train(SyntheticDataset data, string run, long seed, params string[] changes)
        {
            var options = new TrainingOptions
            {
                Recipe = RecipeFile.Read(
                    "compact",
                    ["network=compact", "input_size=16", "augmentation.resize=20", "batch=16", "epochs=2", .. changes]),
                Data = data.Folder,
                Out = run,
                Seed = seed,
            };
            TrainingLoop.Run(options, null, null, default);
            return run;
        }

        public void Dispose() => folder.Dispose();
    }
}
