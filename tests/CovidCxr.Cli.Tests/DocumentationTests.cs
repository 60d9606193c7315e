using System.Text.RegularExpressions;
using CovidCxr.Core.ModelCards;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using NetVips;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Runs the code that the documentation shows.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private const string Python = "/usr/bin/python3"; // Debian's, which has Debian's packages

    // Stands for onnxruntime: the documented lines run whole, and what they feed to the network is written to a file.
    private const string FakeRuntime =
        """
        import numpy
        class InferenceSession:
            def __init__(self, path):
                pass
            def get_modelmeta(self):
                return type("Meta", (), {"custom_metadata_map": {"card": open("card.json").read()}})
            def run(self, outputs, inputs):
                pixels = inputs["pixels"]
                assert pixels.dtype == numpy.uint8 and pixels.shape[:2] == (1, 1), (pixels.dtype, pixels.shape)
                pixels.tofile("tensor.bin")
                return [numpy.zeros((1, 3))]
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(257)]
    public async Task The_python_lines_feed_the_network_as_the_program_does(int factor)
    {
        Assert.SkipUnless(await HasPythonAsync(), $"{Python} with PIL and numpy is not installed");
        var plan = Samples.All[3];
        using var gray = Image.NewFromMemoryCopy(ChestPhantom.Draw(plan), plan.Width, plan.Height, 1, Enums.BandFormat.Uchar);
        using var deep = (gray * factor).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        using var plain = gray.Copy(interpretation: Enums.Interpretation.Bw);
        var png = factor == 1 ? plain.PngsaveBuffer() : deep.PngsaveBuffer(bitdepth: 16);
        folder.Write("xray.png", png);
        folder.Write("onnxruntime.py", System.Text.Encoding.UTF8.GetBytes(FakeRuntime));
        var card = (await BuiltProgram.RunAsync("model", "show", "--json")).Success();
        await File.WriteAllTextAsync(folder["card.json"], card, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["lines.py"], PythonLines(), TestContext.Current.CancellationToken);

        var environment = new Dictionary<string, string> { ["PYTHONPATH"] = folder.Path };
        var run = $"import os; os.chdir('{folder.Path}'); exec(open('lines.py').read())";
        using var process = BuiltProgram.Start(environment, ["-c", run], Python);
        Assert.Contains("COVID-19", (await BuiltProgram.EndAsync(process)).Success());

        var size = ModelCardJson.ReadCard(card).InputSize;
        var expected = ImageDecoders.Default.ReadScaled(png, "xray.png", size).Pixels;
        var tensor = await File.ReadAllBytesAsync(folder["tensor.bin"], TestContext.Current.CancellationToken);
        Assert.Equal(expected.Length, tensor.Length);
        // The libraries resize differently; a misread image is wrong by tens.
        Assert.InRange(expected.Zip(tensor, (a, b) => Math.Abs(a - b)).Average(), 0, 4);
    }

    public static TheoryData<string> Pages
    {
        get
        {
            var pages = new TheoryData<string> { "README.md" };
            foreach (var page in Directory.GetFiles(Path.Combine(BuiltProgram.Repository, "docs"), "*.md").Order(StringComparer.Ordinal))
                pages.Add(Path.GetRelativePath(BuiltProgram.Repository, page));
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_option_that_a_page_names_in_a_command_exists(string page)
    {
        var help = new Dictionary<string, string>();
        foreach (Match line in CommandLine().Matches(await File.ReadAllTextAsync(
            Path.Combine(BuiltProgram.Repository, page), TestContext.Current.CancellationToken)))
        {
            var command = line.Groups["command"].Value.Trim();
            if (!help.TryGetValue(command, out var text))
                help[command] = text = (await BuiltProgram.RunAsync([.. command.Split(' '), "--help"])).Success();
            foreach (Match option in Option().Matches(line.Groups["rest"].Value))
                Assert.True(text.Contains(option.Value, StringComparison.Ordinal), $"{page}: covidcxr {command} has no {option.Value}");
        }
    }

    private static string PythonLines()
    {
        var text = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "docs", "model-file.md"));
        return text.Split("```python\n")[1].Split("```")[0];
    }

    private static async Task<bool> HasPythonAsync()
    {
        if (!File.Exists(Python))
            return false;
        using var process = BuiltProgram.Start([], ["-c", "import PIL, numpy"], Python);
        return (await BuiltProgram.EndAsync(process)).ExitCode == 0;
    }

    // In a block of code, a line that begins with the program; its command is one to three words.
    [GeneratedRegex(
        @"^covidcxr (?<command>(?:(?:model|samples|dicom|dataset|lungs|serve(?: key)?) )?[a-z]+)(?<rest>[^\n]*(?:\n  +[^\n]+)*)",
        RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
