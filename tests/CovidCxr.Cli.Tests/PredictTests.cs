using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

[Collection(PredictCollection.Name)]
[Trait("Speed", "slow")]
public sealed class PredictTests(TinyRun tiny) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_way_of_naming_files_gives_the_same()
    {
        var files = Draw("ward/a.png", "ward/deep/b.png", "c.png");
        await File.WriteAllTextAsync(folder["list.txt"], string.Join('\n', files) + "\n\n", TestContext.Current.CancellationToken);

        var expected = await PredictAsync(files);
        Assert.Equal(files, expected.Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[0]));
        Assert.Equal(expected, await PredictAsync(folder["ward"], folder["c.png"]));
        Assert.Equal(expected, await PredictAsync(folder["ward/**/?.png"], folder["*.png"]));
        Assert.Equal(expected, await PredictAsync("--from", folder["list.txt"]));
        foreach (var way in new[] { new[] { "-" }, ["--from", "-"] })
        {
            using var process = BuiltProgram.StartWithInput(["predict", "--model", tiny.Path, "--format", "csv", .. way]);
            await process.StandardInput.WriteAsync(string.Join("\r\n", files));
            process.StandardInput.Close();
            Assert.Equal(expected, (await BuiltProgram.EndAsync(process)).Success());
        }
    }

    [Fact]
    public async Task The_first_answer_does_not_wait_for_the_end_of_the_list()
    {
        var file = Draw("a.png")[0];
        using var process = BuiltProgram.StartWithInput("predict", "--model", tiny.Path, "--format", "csv", "-");
        await process.StandardInput.WriteLineAsync(file);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("file,class,", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"{file},", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        (await BuiltProgram.EndAsync(process)).Success();
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_reported_and_the_rest_is_scored()
    {
        var files = Draw("a.png", "z.png");
        File.WriteAllText(folder["no.png"], "text");
        Directory.CreateDirectory(folder["empty"]);
        string[] asked = [files[0], folder["no.png"], folder["missing.png"], folder["empty"], files[1]];
        var json = await BuiltProgram.RunAsync(["predict", "--model", tiny.Path, "--format", "json", .. asked]);

        Assert.Equal(1, json.ExitCode);
        var errors = json.Error.TrimEnd().Split('\n');
        Assert.Equal(3, errors.Length);
        Assert.StartsWith($"error: {asked[1]} is not a DICOM, JPEG", errors[0]);
        Assert.StartsWith($"error: {asked[2]} does not exist", errors[1]);
        Assert.StartsWith($"error: {asked[3]} is a folder without an image", errors[2]);
        using var answers = JsonDocument.Parse(json.Output);
        Assert.Equal(asked, answers.RootElement.EnumerateArray().Select(answer => answer.GetProperty("file").GetString()));
        Assert.Equal(
            [false, true, true, true, false], answers.RootElement.EnumerateArray().Select(answer => answer.TryGetProperty("error", out _)));
        Assert.Equal(["file", "error"], answers.RootElement[1].EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["file", "class", "probabilities", "operating_points", "refer", "reasons", "model", "warning", "image"],
            answers.RootElement[0].EnumerateObject().Select(property => property.Name));
        var first = answers.RootElement[0];
        Assert.Equal(JsonValueKind.Array, first.GetProperty("operating_points").ValueKind);
        // Blocks of random gray are no chest.
        Assert.Contains("not-a-chest-x-ray", first.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.True(first.GetProperty("refer").GetBoolean());
    }

    [Fact]
    public async Task A_table_has_straight_columns_and_ends_with_the_counts()
    {
        var table = (await BuiltProgram.RunAsync(["predict", "--model", tiny.Path, .. Draw("a.png", "b.png")])).Success();
        var lines = table.Split('\n');
        Assert.EndsWith("For research; not a medical device.", lines[0]);
        Assert.Equal("Warning: this model was not measured on adults without COVID-19.", lines[1]);
        var file = lines[3].IndexOf("file", StringComparison.Ordinal);
        Assert.Equal(["a.png", "b.png"], lines.Where(line => line.EndsWith(".png", StringComparison.Ordinal)).Select(line => line[^5..]));
        Assert.All(lines.Where(line => line.EndsWith(".png", StringComparison.Ordinal)), line => Assert.Equal("  ",
            line[(file - 2)..file]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(@"^2 X-rays: \d COVID-19, \d Normal, \d Pneumonia; \d for a person to read$", lines[^2]);
        Assert.DoesNotContain('\e', table);
    }

    [Fact]
    public async Task Names_with_commas_quotes_and_blanks_stay_whole_in_csv()
    {
        var file = Draw("a \"strange\", name .png")[0];
        var row = (await PredictAsync(file)).Split('\n')[1];
        Assert.StartsWith($"\"{file.Replace("\"", "\"\"")}\",", row);
    }

    [Fact]
    public async Task Heat_maps_of_different_folders_get_names_of_their_own()
    {
        var files = Draw("icu/a.png", "ward/a.png");
        (await BuiltProgram.RunAsync(["predict", "--model", tiny.Path, "--heatmaps", folder["maps"], .. files])).Success();
        Assert.Equal(
            ["a.map.png", "a.png", "ward_a.map.png", "ward_a.png"],
            Directory.GetFiles(folder["maps"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        // IHDR: width, height, 8 bits, gray.
        var map = await File.ReadAllBytesAsync(Path.Combine(folder["maps"], "a.map.png"), TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0, 64, 0, 0, 0, 64, 8, 0], map[16..26].Select(value => (int)value));
    }

    [Theory]
    [InlineData("--threads 0: give 1 or more", "--threads", "0")]
    [InlineData("--resume continues a file", "--resume")]
    [InlineData("--resume: a table cannot be continued", "--resume", "--out", "scores.txt")]
    [InlineData("--from none.txt: does not exist", "--from", "none.txt")]
    [InlineData("standard input is named more than once", "-", "--from", "-")]
    public async Task Impossible_requests_are_one_line(string expected, params string[] arguments)
    {
        var outcome = await BuiltProgram.RunAsync(["predict", "--model", tiny.Path, .. arguments, .. Draw("a.png")]);
        Assert.Contains(expected, outcome.OneErrorLine());
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task Heat_maps_among_the_x_rays_are_left_out_and_counted()
    {
        var file = Draw("ward/a.jpg")[0];
        var ward = Path.GetDirectoryName(file)!;
        (await BuiltProgram.RunAsync("predict", "--model", tiny.Path, "--heatmaps", ward, ward)).Success();
        Assert.Equal(3, Directory.GetFiles(ward).Length);
        var again = await BuiltProgram.RunAsync("predict", "--model", tiny.Path, "--format", "csv", ward);
        Assert.Equal(["file", file], again.Output.TrimEnd().Split('\n').Select(row => row.Split(',')[0]));
        Assert.Contains("left out 2 heat maps of this program: no X-rays\n", again.Error);
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public async Task An_empty_list_is_said_and_no_error()
    {
        File.WriteAllText(folder["new.txt"], "");
        var outcome = await BuiltProgram.RunAsync("predict", "--model", tiny.Path, "--format", "csv", "--from", folder["new.txt"]);
        Assert.Equal($"note: {folder["new.txt"]} names no image", outcome.Error.Split('\n')[^2]);
        Assert.Single(outcome.Success().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_missing_model_or_folder_is_one_line()
    {
        var file = Draw("a.png")[0];
        File.WriteAllText(folder["file"], "");
        var below = Path.Combine(folder["file"], "x");
        Task<Outcome> Predict(params string[] options) => BuiltProgram.RunAsync(["predict", .. options, file]);
        Assert.Contains($"--model {folder["none.onnx"]}: no such file", (await Predict("--model", folder["none.onnx"])).OneErrorLine());
        var taken = (await Predict("--model", tiny.Path, "--out", below)).OneErrorLine();
        Assert.Contains($"--out {below}: {folder["file"]} is a file, not a folder", taken);
        var line = (await Predict("--model", tiny.Path, "--heatmaps", below)).OneErrorLine();
        Assert.StartsWith($"error: --heatmaps {below}: cannot be written (", line);
        Assert.Contains("No image is named", (await BuiltProgram.RunAsync("predict")).OneErrorLine(exitCode: 2));
    }

    [Fact]
    public async Task Samples_are_drawn_into_any_folder()
    {
        var drawn = (await BuiltProgram.RunAsync("samples", "draw", "--out", folder["samples"])).Success();
        Assert.Contains("5 pictures", drawn);
        Assert.Contains("synthetic", File.ReadAllText(Path.Combine(folder["samples"], "README.md")));
        Assert.Equal(5, Directory.GetFiles(folder["samples"], "*.png").Length);
    }

    private async Task<string> PredictAsync(params string[] arguments) =>
        (await BuiltProgram.RunAsync(["predict", "--model", tiny.Path, "--format", "csv", .. arguments])).Success();

    private string[] Draw(params string[] names) =>
    [
        .. names.Select((name, seed) =>
        {
            var path = folder[name];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, SyntheticPng.Blocks(seed));
            return path;
        }),
    ];
}
