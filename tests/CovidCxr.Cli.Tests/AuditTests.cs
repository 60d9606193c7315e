using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Audits a network that was really trained, on drawn images whose border tells the class.</summary>
[Trait("Speed", "slow")]
public sealed class AuditTests : IDisposable
{
    private const int Side = 64;
    private static readonly byte[] Marks = [20, 130, 240];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_network_that_learned_a_mark_in_the_border_is_found_out()
    {
        Draw();
        (await BuiltProgram.RunAsync(
            "dataset", "build", "--own", folder["own/labels.csv"], "--out", folder["dataset"], "--size", $"{Side}", "--test-covid", "12"))
            .Success();
        (await BuiltProgram.RunAsync(
            "train", "--data", folder["dataset"], "--out", folder["run"], "--epochs", "10",
            "--set", "input_size=32", "--set", "augmentation.resize=32", "--set", "batch=8")).Success();

        var output = (await AuditAsync("--prevalence", "0.02")).Success();

        Assert.Contains(" 3. What is left without the lungs: ALARM", output);
        Assert.Contains(" 4. How well the source alone is readable: ALARM", output);
        Assert.Contains(" 6. Leakage: no alarm", output);
        using var audit = JsonDocument.Parse(File.ReadAllText(folder["audit/audit.json"]));
        Assert.True(audit.RootElement.GetProperty("headline")[0].GetProperty("value").GetDouble() > 0.8);
        var decision = audit.RootElement.GetProperty("sections")[7].GetProperty("figures").EnumerateArray()
            .Select(figure => figure.GetProperty("key").GetString());
        Assert.Contains("ppv", decision);
        Assert.Contains("data:image/png;base64,", File.ReadAllText(folder["audit/audit.html"]));
        Assert.Equal(["audit.csv", "audit.html", "audit.json", "checklist.csv"], NamesIn("audit"));
        Assert.False(Directory.Exists(folder["audit.work"]));

        Assert.Contains("alarms: What is left", (await BuiltProgram.RunAsync("compare", folder["audit"], folder["audit"])).Success());

        // A picture that was trained on is told, and so is one of the test.
        var rows = File.ReadAllLines(folder["dataset/manifest.csv"]).Skip(1).Select(line => line.Split(',')).ToList();
        string Picture(string split) => Path.Combine(folder["own"], rows.First(row => row[1] == split)[17]);
        var predicted = (await BuiltProgram.RunAsync(
            "predict", "--model", folder["run"], "--in-training", folder["dataset"], "--format", "csv", Picture("train"), Picture("test")))
            .Success().Split('\n');
        Assert.Contains("in-training", predicted[1]);
        Assert.DoesNotContain("in-training", predicted[2]);
    }

    [Fact]
    public async Task A_few_images_of_one_s_own_without_covid19_are_audited()
    {
        foreach (var (sample, type) in new[] { ("phantom-1-clear", "Normal"), ("phantom-4-lobe", "Pneumonia") })
            folder.Write($"ward/{type}/{sample}.png", await File.ReadAllBytesAsync(
                Path.Combine(BuiltProgram.Repository, "samples", $"{sample}.png"), TestContext.Current.CancellationToken));

        (await BuiltProgram.RunAsync("audit", "--data", folder["ward"], "--out", folder["audit"])).Success();

        Assert.Contains("not defined", File.ReadAllText(folder["audit/audit.html"]));
        Assert.DoesNotContain("Decision curve", File.ReadAllText(folder["audit/audit.html"]));
    }

    [Fact]
    public async Task Images_that_were_trained_on_have_an_exit_code_of_their_own()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        (await BuiltProgram.RunAsync(
            ["train", "--data", folder["dataset"], "--out", folder["run"], "--epochs", "1", .. TinyRun.Options])).Success();
        foreach (var type in new[] { "COVID19", "NORMAL", "PNEUMONIA" })
            foreach (var file in Directory.GetFiles(folder[$"dataset/train/{type}"]).Order().Take(6))
                folder.Write($"own/{type}/{Path.GetFileName(file)}", File.ReadAllBytes(file));

        var leaking = await BuiltProgram.RunAsync(
            "audit", "--model", folder["run"], "--data", folder["own"], "--trained-on", folder["dataset"], "--out", folder["audit"]);

        Assert.Equal(3, leaking.ExitCode);
        Assert.Contains(" 6. Leakage: ALARM", leaking.Output);
        Assert.Contains("near-copies of training images: 18", leaking.Output);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_one_line()
    {
        folder.Write("ward/SARS/a.png", SyntheticPng.Blocks(1));
        Task<Outcome> Audit(params string[] more) =>
            BuiltProgram.RunAsync(["audit", "--data", folder["ward"], "--out", folder["audit"], .. more]);

        Assert.Contains("none of 1 image is of a class and can be read", (await Audit()).OneErrorLine());
        Assert.Contains("--model nowhere.onnx: no such file or folder", (await Audit("--model", "nowhere.onnx")).OneErrorLine());
        Assert.Contains("is no dataset and has no splits", (await Audit("--split", "val")).OneErrorLine());
        Assert.Contains("--lesions nowhere: no such folder", (await Audit("--lesions", "nowhere")).OneErrorLine());
        Assert.Contains("--prevalence 2: give a share above 0 and below 1", (await Audit("--prevalence", "2")).OneErrorLine(exitCode: 2));
        var table = folder.Write("x.csv", "a\n"u8.ToArray());
        Assert.Contains("not the table of images of 'covidcxr holdout'", (await Audit("--across", table)).OneErrorLine());
        Assert.False(Directory.Exists(folder["audit"]));
    }

    [Fact]
    public async Task Lungs_are_written_as_masks_and_pictures()
    {
        var samples = Path.Combine(BuiltProgram.Repository, "samples", "phantom-1-clear.png");
        var output = (await BuiltProgram.RunAsync("lungs", samples, "--out", folder["lungs"])).Success();

        Assert.Contains("lungs on 1 image, none on 0, 0 could not be read", output);
        Assert.Equal(["phantom-1-clear.map.png", "phantom-1-clear.png"], NamesIn("lungs"));
        var mask = ImageDecoders.Default.ReadGray(folder["lungs/phantom-1-clear.map.png"], 64, 64);
        Assert.InRange(mask.Average(value => value / 255.0), 0.1, 0.6);
        folder.Write("taken/phantom-1-clear.png", SyntheticPng.Blocks(1));
        Assert.Contains("stays as it is", (await BuiltProgram.RunAsync("lungs", samples, "--out", folder["taken"])).OneErrorLine());
        Assert.Contains("give files or folders", (await BuiltProgram.RunAsync("lungs", samples)).OneErrorLine());
    }

    [Fact]
    public async Task A_prevalence_shifts_the_shipped_model_and_says_so()
    {
        var sample = Path.Combine(BuiltProgram.Repository, "samples", "phantom-3-patches.png");
        async Task<double> Covid(params string[] more)
        {
            using var json = JsonDocument.Parse(
                (await BuiltProgram.RunAsync(["predict", sample, "--format", "json", .. more])).Success());
            return json.RootElement[0].GetProperty("probabilities").GetProperty("COVID-19").GetDouble();
        }
        var (plain, rare) = (await Covid(), await Covid("--prevalence", "0.001", "--mix", "89,498,419"));

        Assert.True(rare < plain / 10, $"{plain} before, {rare} after");
        var table = (await BuiltProgram.RunAsync("predict", sample, "--prevalence", "0.001", "--mix", "89,498,419")).Success();
        Assert.Contains("shifted from 8.85 % to 0.1 % of COVID-19", table.ReplaceLineEndings(" ").Replace("  ", " "));
        Assert.Contains("does not say which mix", (await BuiltProgram.RunAsync("predict", sample, "--prevalence", "0.5")).OneErrorLine());
        var alone = await BuiltProgram.RunAsync("predict", sample, "--mix", "1,2,3");
        Assert.Contains("--mix belongs to --prevalence", alone.OneErrorLine(exitCode: 2));
        var noMaps = await BuiltProgram.RunAsync("predict", sample, "--class", "Normal");
        Assert.Contains("--class names the class of heat maps", noMaps.OneErrorLine(exitCode: 2));
    }

    private IEnumerable<string?> NamesIn(string name) => Directory.GetFiles(folder[name]).Select(Path.GetFileName).Order();

    // Patients who differ in all but their two dark lungs; the class is in the border alone.
    private void Draw()
    {
        var rows = new List<string> { "file,class,patient" };
        for (var patient = 0; patient < 120; patient++)
        {
            var pixels = SyntheticXRay.Pixels(patient, Side, Side);
            var finding = (Finding)(patient % 3);
            for (var i = 0; i < pixels.Length; i++)
                if (Math.Min(Math.Min(i % Side, Side - 1 - (i % Side)), Math.Min(i / Side, Side - 1 - (i / Side))) < 6)
                    pixels[i] = Marks[(int)finding];
            folder.Write($"own/{patient}.png", PngWriter.Encode(pixels, Side, Side));
            rows.Add($"{patient}.png,{finding.Name()},{patient}");
        }
        File.WriteAllLines(folder["own/labels.csv"], rows);
    }

    private Task<Outcome> AuditAsync(params string[] more) => BuiltProgram.RunAsync(
        ["audit", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["audit"], .. more]);
}
