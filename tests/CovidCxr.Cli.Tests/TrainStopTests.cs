using System.Runtime.InteropServices;
using Xunit;

namespace CovidCxr.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class TrainStopTests : IAsyncLifetime
{
    private const int Hangup = 1, Interrupt = 2, Terminate = 15;
    private readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync() => await SyntheticSources.BuildDatasetAsync(folder);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_stopped_training_says_what_happens_and_how_to_go_on_and_ends_like_an_unbroken_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        var run = folder["stopped"];
        var command = Train(run, epochs: 12);
        // A signal that the tests were started without is not sent: children inherit that.
        foreach (var signal in new[] { Interrupt, Terminate, Hangup }.Where(signal => !IsIgnored(signal)))
        {
            using var process = BuiltProgram.Start(command);
            var end = BuiltProgram.EndAsync(process);
            await WaitForNewAsync(Path.Combine(run, "metrics.csv"), end);
            Assert.Equal(0, Kill(process.Id, signal));
            var outcome = await end;

            Assert.Equal(signal == Terminate ? 143 : 130, outcome.ExitCode);
            var lines = outcome.ErrorLines;
            Assert.Equal(3, lines.Count);
            Assert.StartsWith("Stopping: saving the checkpoint after this step ...", lines[0]);
            Assert.Matches($@"^{run}: stopped in epoch \d+ of 12, after \d+ of \d+ steps; continue with: ", lines[1]);
            Assert.EndsWith($": covidcxr train --resume --out {run}", lines[1]);
            Assert.Equal("stopped", lines[2]);
            Assert.DoesNotContain(Directory.GetFiles(run), file => Path.GetExtension(file) is ".partial" or ".cache");
            command = ["train", "--resume", "--out", run]; // nothing but the folder is needed
        }

        Assert.Contains("trained 12 epochs: ", (await BuiltProgram.RunAsync(command)).Success());
        (await BuiltProgram.RunAsync(Train(folder["unbroken"], epochs: 12))).Success();
        foreach (var name in new[] { "best.safetensors", "last.safetensors", "recipe.yaml", "run.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["unbroken"], name)), File.ReadAllBytes(Path.Combine(run, name)));
    }

    [Fact]
    public async Task A_run_whose_data_moved_is_resumed_with_data_of_the_same_checksum_only()
    {
        var run = folder["run"];
        Assert.Contains("trained 1 epoch: ", (await BuiltProgram.RunAsync(Train(run, epochs: 1))).Success());
        Directory.Move(folder["dataset"], folder["moved"]);
        string[] resume = ["train", "--resume", "--out", run, "--epochs", "2"];
        Assert.Equal(
            $"error: --resume: {folder["dataset"]}, the dataset of the run {run}, is not there; say with --data where it is now",
            (await BuiltProgram.RunAsync(resume)).OneErrorLine());

        string[] other = ["dataset", "build", "--sources", folder["sources"], "--out", folder["other"], "--size", "32", "--seed", "1"];
        (await BuiltProgram.RunAsync(other)).Success();
        Assert.StartsWith(
            $"error: --data {folder["other"]}: not the dataset that the run {run} was started with",
            (await BuiltProgram.RunAsync([.. resume, "--data", folder["other"]])).OneErrorLine());

        Assert.Contains("trained 2 epochs: ", (await BuiltProgram.RunAsync([.. resume, "--data", folder["moved"]])).Success());
        Assert.Contains("trained 2 epochs: ", (await BuiltProgram.RunAsync("train", "--resume", "--out", run)).Success()); // noted
    }

    [Fact]
    public async Task What_contradicts_a_run_is_one_line_and_changes_nothing()
    {
        var run = folder["run"];
        (await BuiltProgram.RunAsync(Train(run, epochs: 2))).Success();
        var before = Directory.GetFiles(run).ToDictionary(file => file, File.ReadAllBytes);
        foreach (var (given, value, expected) in new[]
        {
            ("--seed", "7", $"error: --seed 7: the run {run} was started with seed 0; give that one, or start a new run"),
            ("--recipe", "paper", $"error: --resume: the run {run} was started with another recipe, "),
            ("--set", "batch=4", $"error: --resume: the run {run} was started with another recipe, 'batch: 4' differs; give the same"),
            ("--epochs", "1", $"error: --epochs 1: the run {run} has finished 2 epochs; give 2 or more"),
        })
            Assert.StartsWith(expected, (await BuiltProgram.RunAsync("train", "--resume", "--out", run, given, value)).OneErrorLine());
        Assert.Equal(
            $"error: --out {run}: holds a run already; continue it with --resume, or choose another folder",
            (await BuiltProgram.RunAsync(Train(run, epochs: 2))).OneErrorLine());

        Assert.Equal(before, Directory.GetFiles(run).ToDictionary(file => file, File.ReadAllBytes));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_leaves_the_one_before()
    {
        var run = folder["run"];
        (await BuiltProgram.RunAsync(Train(run, epochs: 1))).Success();
        var last = Path.Combine(run, "last.safetensors");
        var before = File.ReadAllBytes(last);
        // In the way of the new checkpoint, as a full disk would be.
        Directory.CreateDirectory(Path.Combine(last + ".partial", "in the way"));

        var line = (await BuiltProgram.RunAsync("train", "--resume", "--out", run, "--epochs", "2")).OneErrorLine();

        Assert.StartsWith($"error: {last}: cannot be written (", line);
        Assert.Equal(before, File.ReadAllBytes(last));
        (await BuiltProgram.RunAsync("train", "--resume", "--out", run)).Success();
        (await BuiltProgram.RunAsync(Train(folder["unbroken"], epochs: 2))).Success();
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["unbroken"], "last.safetensors")), File.ReadAllBytes(last));
    }

    [Theory]
    [InlineData("PASSIVE", "")]
    [InlineData("ACTIVE", "active")] // what the user chose
    public async Task Threads_of_the_training_library_sleep_while_they_wait(string expected, string given)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only GNU's OpenMP shows its settings this way");
        var environment = new Dictionary<string, string> { ["OMP_DISPLAY_ENV"] = "true" };
        if (given.Length > 0)
            environment["OMP_WAIT_POLICY"] = given;
        var outcome = await BuiltProgram.RunAsync(environment, Train(folder["run"], epochs: 1));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"OMP_WAIT_POLICY = '{expected}'", outcome.Error);
    }

    [Fact]
    public async Task A_calibration_on_a_handful_of_images_is_warned_of_in_the_run_and_on_the_card()
    {
        var run = folder["run"];
        var trained = await BuiltProgram.RunAsync([.. Train(run, epochs: 1), "--set", "calibrate=true"]);
        Assert.Equal(0, trained.ExitCode);
        Assert.Matches($@"(?m)^warning: {run}/calibration\.json: .*on only \d+ validation images? .* may be far off$", trained.Error);
        Assert.Matches("\"warning\": \".* may be far off\"\n}\n$", File.ReadAllText(Path.Combine(run, "calibration.json")));

        Assert.Equal(0, (await BuiltProgram.RunAsync("export", "--model", run, "--out", folder["model.onnx"])).ExitCode);
        var card = (await BuiltProgram.RunAsync("model", "show", folder["model.onnx"])).Success();
        Assert.Contains("may be far off", string.Join(' ', card.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private string[] Train(string run, int epochs) =>
        ["train", "--data", folder["dataset"], "--out", run, "--epochs", $"{epochs}", "--set", "network=compact", .. TinyRun.Options];

    private static async Task WaitForNewAsync(string file, Task<Outcome> end)
    {
        var before = File.GetLastWriteTimeUtc(file);
        while (File.GetLastWriteTimeUtc(file) == before)
        {
            Assert.False(end.IsCompleted, "the training ended before it could be stopped");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static bool IsIgnored(int signal)
    {
        const string status = "/proc/self/status", field = "SigIgn:";
        if (!File.Exists(status))
            return false;
        var line = File.ReadLines(status).First(l => l.StartsWith(field, StringComparison.Ordinal));
        return (Convert.ToUInt64(line[field.Length..].Trim(), 16) & (1UL << (signal - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
