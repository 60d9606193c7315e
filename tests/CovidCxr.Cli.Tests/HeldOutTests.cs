using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>What a run does not learn from, and what is measured there: folds of patients and controls, whole collections.</summary>
[Trait("Speed", "slow")]
public sealed class HeldOutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Suspects_are_scored_by_the_run_that_did_not_learn_from_them()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        await TrainAsync("fold1", "--fold", "1/2");
        await TrainAsync("fold2", "--fold", "2/2");

        var output = (await SuspectsAsync("fold1", "fold2")).Success();

        var manifest = File.ReadAllLines(folder["dataset/manifest.csv"]);
        var train = manifest.Count(line => line.StartsWith("train/", StringComparison.Ordinal));
        Assert.Contains($"of {train} training images are called otherwise than they are labelled", output);
        var rows = File.ReadAllLines(folder["suspects/suspects.csv"]);
        Assert.Equal("image,source,class,finding,called,p_class,p_covid19,p_normal,p_pneumonia,path", rows[0]);
        Assert.Equal(train, rows.Length - 1);
        var doubts = rows.Skip(1).Select(row => double.Parse(row.Split(',')[^5], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(doubts.Order(), doubts);
        Assert.Contains("data:image/png;base64,", File.ReadAllText(folder["suspects/suspects.html"]));

        var alone = (await SuspectsAsync("fold1")).OneErrorLine();
        Assert.Contains("--runs: none holds out fold 2 of 2; train it with --fold 2/2", alone);
        Assert.Contains("holds out the same fold as", (await SuspectsAsync("fold1", "fold1")).OneErrorLine());
        await TrainAsync("all");
        Assert.Contains("learned from every training patient", (await SuspectsAsync("all")).OneErrorLine());
    }

    [Fact]
    public async Task A_collection_that_was_held_out_has_a_row_of_its_own()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        await TrainAsync("run", "--without-source", "kermany", "--without", "Pneumonia");
        (await BuiltProgram.RunAsync(
            "evaluate", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["report"], "--without", "Pneumonia"))
            .Success();
        Assert.Contains(
            File.ReadAllLines(folder["report/by_source.csv"]), row => row.StartsWith("held out,kermany,Normal,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_collection_is_held_out_once_and_finished_runs_are_kept()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        string[] command =
            ["holdout", "--data", folder["dataset"], "--recipe", "paper", "--epochs", "1", "--out", folder["runs"], .. TinyRun.Options];
        var output = (await BuiltProgram.RunAsync(command)).Success();
        var rows = File.ReadAllLines(folder["runs/across.csv"]);
        Assert.StartsWith("source,class,within_images,within_right,across_images,across_right,across_called_covid19,", rows[0]);
        // Without Kermany's images one class would be left. A network without Cohen's never saw COVID-19; it is counted all the same.
        Assert.Equal("cohen,COVID-19", string.Join(',', Assert.Single(rows[1..]).Split(',')[..2]));
        Assert.Contains("worst: COVID-19 of cohen, ", output);
        var images = File.ReadAllLines(folder["runs/across_images.csv"]);
        Assert.Equal("source,class,group,collection,called", images[0]);
        Assert.Equal(rows[1].Split(',')[4], $"{images.Count(row => row.StartsWith("cohen,", default) && row.Contains(",never_seen,"))}");

        var weights = File.GetLastWriteTimeUtc(folder["runs/without-cohen/best.safetensors"]);
        File.Delete(folder["runs/across.csv"]);
        (await BuiltProgram.RunAsync(command)).Success();
        Assert.Equal(weights, File.GetLastWriteTimeUtc(folder["runs/without-cohen/best.safetensors"]));
        Assert.Equal(rows, File.ReadAllLines(folder["runs/across.csv"]));
    }

    [Fact]
    public async Task Of_controls_that_were_learned_from_only_the_others_are_measured()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        await TrainAsync("seed0", "--set", "controls.folds=2");
        await TrainAsync("seed1", "--set", "controls.folds=2", "--seed", "1");
        var outputs = new List<string>();
        foreach (var run in new[] { "seed0", "seed1" })
            outputs.Add((await BuiltProgram.RunAsync(
                "evaluate", "--model", folder[run], "--data", folder["dataset"], "--out", folder[$"{run}-report"])).Success());
        Assert.All(outputs, output => Assert.Contains("note: the network learned from controls; of them only fold", output));
        // There is one control: one of the two runs learned from it, the other is measured on it.
        Assert.Single(new[] { "seed0", "seed1" }, run => File.ReadAllLines(folder[$"{run}-report/by_source.csv"])
            .Any(row => row.StartsWith("controls,cohen,other findings,1,", StringComparison.Ordinal)));
    }

    private async Task TrainAsync(string name, params string[] more) => (await BuiltProgram.RunAsync(
        ["train", "--data", folder["dataset"], "--out", folder[name], "--epochs", "1", .. TinyRun.Options, .. more])).Success();

    private Task<Outcome> SuspectsAsync(params string[] runs) => BuiltProgram.RunAsync(
        ["dataset", "suspects", folder["dataset"], "--out", folder["suspects"], "--runs", .. runs.Select(run => folder[run])]);
}
