using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Cli.Tests;

[Collection(PredictCollection.Name)]
[Trait("Speed", "slow")]
public sealed class PredictResumeTests(TinyRun tiny) : IDisposable
{
    private const int Files = 3000;
    private const string CsvHeader = "file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_killed_run_is_resumed_and_ends_as_an_unbroken_one(string format)
    {
        var output = folder[$"scores.{format}"];
        string[] predict = ["predict", "--model", tiny.Path, "--threads", "1", "--out", output, Draw(Files)];
        using (var process = BuiltProgram.Start(predict))
        {
            var end = BuiltProgram.EndAsync(process);
            while (!File.Exists(output) || new FileInfo(output).Length < 20_000)
            {
                Assert.False(end.IsCompleted, "the run ended before it could be killed");
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
            process.Kill();
            Assert.NotEqual(0, (await end).ExitCode);
        }
        var killed = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        var summary = (await BuiltProgram.RunAsync([.. predict, "--resume"])).Success();

        var before = int.Parse(summary[$"{output}: ".Length..summary.IndexOf(" before", StringComparison.Ordinal)]);
        Assert.InRange(before, 50, Files - 1);
        Assert.Contains($"{Files - before} X-rays", summary);
        var names = Names(format, await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, Files).Select(Name), names);
        // The output of the killed run is kept up to its last complete line.
        var whole = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        Assert.True(whole.AsSpan().StartsWith(killed.AsSpan(0, killed.AsSpan().LastIndexOf((byte)'\n'))));

        Assert.Contains($"{Files} before; 0 X-rays", (await BuiltProgram.RunAsync([.. predict, "--resume"])).Success());
        Assert.Equal(whole, await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_file_cut_anywhere_becomes_whole_again(string format)
    {
        var output = folder[$"scores.{format}"];
        string[] predict = ["predict", "--model", tiny.Path, "--out", output, Draw(4), folder["broken\n\"name\".png"]];
        File.WriteAllText(folder["broken\n\"name\".png"], "text");
        Assert.Equal(1, (await BuiltProgram.RunAsync(predict)).ExitCode);
        var whole = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);

        foreach (var length in new[] { whole.Length, whole.Length - 1, whole.Length - 2, whole.Length - 30, whole.Length / 2, 20, 1, 0 })
        {
            await File.WriteAllBytesAsync(output, whole[..length], TestContext.Current.CancellationToken);
            var again = await BuiltProgram.RunAsync([.. predict, "--resume"]);
            // The unreadable file is reported, from this run or from the one before.
            Assert.StartsWith("error: ", again.OneErrorLine());
            Assert.Equal(Rounded(whole), Rounded(await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task Without_resume_an_earlier_output_is_replaced_and_no_other_file()
    {
        var output = folder["scores.csv"];
        File.WriteAllText(output, "something else");
        string[] predict = ["predict", "--model", tiny.Path, "--out", output, Draw(2)];
        Assert.Contains("exists and holds no predictions of this program", (await BuiltProgram.RunAsync(predict)).OneErrorLine());
        Assert.Equal("something else", File.ReadAllText(output));
        (await BuiltProgram.RunAsync([.. predict, "--force"])).Success();
        (await BuiltProgram.RunAsync("predict", "--model", tiny.Path, "--out", output, Draw(2))).Success();
        Assert.Equal(["0", "1"], Names("csv", File.ReadAllText(output)));
    }

    [Fact]
    public async Task A_file_of_another_model_or_kind_is_not_resumed()
    {
        var (csv, json) = (folder["scores.csv"], folder["scores.json"]);
        var images = Draw(2);
        const string twoModels = "holds scores of two models, 'other 1.0' and 'other 2.0'";
        foreach (var (output, content, expected) in new[]
        {
            (csv, $"{CsvHeader}\na.png,Normal,0.1,0.8,0.1,false,,other 1.0\n", "holds scores of the model 'other 1.0', not of"),
            (json, "[\n  {\"file\":\"a.png\",\"model\":\"other 1.0\"}\n]\n", "holds scores of the model 'other 1.0', not of"),
            (csv, $"{CsvHeader}\na.png,Normal,0.1,0.8,0.1,false,,other 1.0\nb.png,Normal,0.1,0.8,0.1,false,,other 2.0\n", twoModels),
            (json, "[\n  {\"file\":\"a.png\",\"model\":\"other 1.0\"},\n  {\"file\":\"b.png\",\"model\":\"other 2.0\"}\n]\n", twoModels),
            (csv, "name,age\nx,3\n", "is not an output of 'covidcxr predict --format csv'"),
            (json, "{\"a\": 1}\n", "is not an output of 'covidcxr predict --format json'"),
            (json, "[\n  {\"name\": 1},\n  {\"name\": 2}\n]\n", "is not an output of 'covidcxr predict --format json'"),
        })
        {
            File.WriteAllText(output, content);
            var line = (await BuiltProgram.RunAsync("predict", "--model", tiny.Path, "--out", output, "--resume", images)).OneErrorLine();
            Assert.Contains(output, line);
            Assert.Contains(expected, line);
            Assert.Equal(content, File.ReadAllText(output));
        }
    }

    [Fact]
    public async Task New_files_in_the_folder_are_added_and_a_file_named_twice_stays_twice()
    {
        var output = folder["scores.csv"];
        var images = Draw(2);
        var first = Path.Combine(images, "0.png");
        string[] Predict(params string[] more) => ["predict", "--model", tiny.Path, "--out", output, "--resume", images, .. more];
        (await BuiltProgram.RunAsync(Predict(first))).Success();
        Draw(3);
        (await BuiltProgram.RunAsync(Predict(first))).Success();
        Assert.Equal(["0", "1", "0", "2"], Names("csv", File.ReadAllText(output)));
    }

    private string Draw(int count)
    {
        Directory.CreateDirectory(folder["images"]);
        var png = SyntheticPng.Blocks(1);
        for (var i = 0; i < count; i++)
            File.WriteAllBytes(Path.Combine(folder["images"], $"{Name(i)}.png"), png);
        return folder["images"];
    }

    // Names in order; short ones if there are few.
    private static string Name(int i) => i < 10 ? $"{i}" : $"9{i:0000}";

    private static IEnumerable<string> Names(string format, string text) =>
        (format == "csv"
            ? text.TrimEnd('\n').Split('\n').Skip(1).Select(row => row.Split(',')[0])
            : JsonDocument.Parse(text).RootElement.EnumerateArray().Select(answer => answer.GetProperty("file").GetString()!))
        .Select(path => Path.GetFileNameWithoutExtension(path));

    // The last digits depend on which images are scored together.
    private static string Rounded(byte[] file) => Regex.Replace(Encoding.UTF8.GetString(file), @"0\.(\d{3})\d*", "0.$1");
}
