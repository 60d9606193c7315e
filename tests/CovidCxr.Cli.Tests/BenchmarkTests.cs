using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Networks side by side in equal time.</summary>
[Trait("Speed", "slow")]
public sealed class BenchmarkTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private string Table => folder["out/benchmark.csv"];

    public async ValueTask InitializeAsync()
    {
        Write("one", "paper", 16);
        Write("two", "mobilenetv2", 32);
        await SyntheticSources.BuildDatasetAsync(folder, "--test-covid", "3");
    }

    [Fact]
    public async Task A_benchmark_that_is_killed_again_and_again_ends_with_a_row_for_every_run()
    {
        // Killed when each of these is there: in the middle of a training, and between training and row.
        string[] moments =
            ["one/seed0/plan.json", "one/seed0/run/last.safetensors", "one/seed0/report/metrics.json", "two/seed0/plan.json"];
        foreach (var file in moments)
        {
            using var process = BuiltProgram.Start(Command());
            var end = BuiltProgram.EndAsync(process);
            while (!File.Exists(folder[$"out/runs/{file}"]))
            {
                Assert.False(end.IsCompleted, $"the benchmark ended before there was {file}");
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
            process.Kill();
            Assert.NotEqual(0, (await end).ExitCode);
        }
        var share = File.ReadAllText(folder["out/runs/one/seed0/plan.json"]);
        var output = (await BuiltProgram.RunAsync(Command())).Success();
        Assert.Equal(share, File.ReadAllText(folder["out/runs/one/seed0/plan.json"]));

        var rows = File.ReadAllLines(Table);
        Assert.Equal(["recipe,seed", "one,0", "two,0"], rows.Select(row => string.Join(',', row.Split(',')[..2])));
        Assert.Contains("Networks in equal time", output);
        Assert.Contains("not answered without the recipe paper-network", File.ReadAllText(folder["out/benchmark.html"]));
        Assert.True(File.Exists(folder["out/runs/two/seed0/model.onnx"]));
        Assert.False(File.Exists(folder["out/runs/two/seed0/run/last.safetensors"])); // no longer needed

        // Done runs are kept; another seed of one recipe is added; what has changed since is refused.
        var again = (await BuiltProgram.RunAsync(Command("--only", "one", "--seeds", "0", "1"))).Success();
        Assert.Contains("one, seed 0 (1 of 2): done before", again);
        var after = File.ReadAllLines(Table);
        Assert.Equal(rows, after[..^1]);
        Assert.StartsWith("one,1,", after[^1]);
        Assert.Contains("was begun with 0.01; give that", (await BuiltProgram.RunAsync(Command("--budget", "5"))).OneErrorLine());
        Assert.Contains("holds runs without ''", (await BuiltProgram.RunAsync(Command("--without-source", "nih"))).OneErrorLine());
        Write("one", "paper", 24);
        Assert.Contains("one.yaml: was changed since its run", (await BuiltProgram.RunAsync(Command())).OneErrorLine());
    }

    [Fact]
    public async Task A_run_that_fails_leaves_the_others_alone()
    {
        File.AppendAllText(folder["recipes/one.yaml"], "teacher: { weight: 0.5 }\n");
        var outcome = await BuiltProgram.RunAsync(Command());
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("warning: one, seed 0 (1 of 2) failed: the recipe one learns from a teacher", outcome.Error);
        Assert.Contains("error: 1 run of 2 failed: one; see the warnings above, then give the same command again", outcome.Error);
        Assert.StartsWith("two,0,", File.ReadAllLines(Table)[1]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_before_anything_is_trained()
    {
        Assert.Contains("--only three: ", (await BuiltProgram.RunAsync(Command("--only", "three"))).OneErrorLine());
        Assert.Contains("--budget", (await BuiltProgram.RunAsync(Command("--budget", "0"))).Error);
        Write("three", "vgg16", 16);
        Assert.Contains("input_size is 16; choose 32 or more", (await BuiltProgram.RunAsync(Command())).OneErrorLine());
        Assert.Contains("holds no recipes", (await BuiltProgram.RunAsync(
            "benchmark", folder["sources"], "--data", folder["dataset"], "--out", folder["out"])).OneErrorLine());
        Assert.False(Directory.Exists(folder["out"]));
    }

    private string[] Command(params string[] more)
    {
        string[] budget = more.Contains("--budget") ? [] : ["--budget", "0.01"];
        return ["benchmark", folder["recipes"], "--data", folder["dataset"], "--out", folder["out"], .. budget, .. more];
    }

    private void Write(string name, string network, int size)
    {
        Directory.CreateDirectory(folder["recipes"]);
        File.WriteAllText(
            folder[$"recipes/{name}.yaml"],
            $"name: {name}\nnetwork: {network}\ninput_size: {size}\naugmentation: {{ resize: {size + 4} }}\n"
            + "batch: 8\nepochs: 4\nselect: last\n");
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
