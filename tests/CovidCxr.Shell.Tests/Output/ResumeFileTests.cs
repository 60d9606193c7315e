using CovidCxr.Core;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Output;
using CovidCxr.Shell.Output;
using Xunit;

namespace CovidCxr.Shell.Tests.Output;

public sealed class ResumeFileTests : IDisposable
{
    private const string Model = "paper 1.0";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Formats => ["Csv", "Json"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_output_that_is_cut_anywhere_and_resumed_ends_as_an_unbroken_one(string name)
    {
        var format = Enum.Parse<PredictionFormat>(name);
        Prediction[] all = [Scored("a.png"), Unread("b \"x\"\n,.png"), Scored("a.png"), Scored("c.png")];
        var whole = Write(folder["whole"], format, kept: null, all);
        for (var length = 0; length <= whole.Length; length++)
        {
            var path = folder["cut"];
            File.WriteAllBytes(path, whole[..length]);
            var kept = ResumeFile.Read(path, format, Model);
            var files = kept.Remaining(all.Select(prediction => new FoundFile(prediction.File))).Select(file => file.Path).ToList();
            Assert.Equal(all.Length - kept.Count, files.Count);
            // The part that is kept is a beginning of the list, so what remains is its end.
            Assert.Equal(all[kept.Count..].Select(prediction => prediction.File).Order(), files.Order());
            Assert.Equal(whole, Write(path, format, kept, all[kept.Count..]));
        }
    }

    [Fact]
    public void A_missing_file_holds_nothing()
    {
        var kept = ResumeFile.Read(folder["none.csv"], PredictionFormat.Csv, Model);
        Assert.Equal((0, 0L, 0), (kept.Count, kept.KeptBytes, kept.Unread));
    }

    [Fact]
    public void Unreadable_images_are_counted()
    {
        foreach (var format in new[] { PredictionFormat.Csv, PredictionFormat.Json })
        {
            var path = folder[format.OptionName()];
            Write(path, format, kept: null, [Scored("a.png"), Unread("b.png")]);
            var kept = ResumeFile.Read(path, format, Model);
            Assert.Equal((2, 1), (kept.Count, kept.Unread));
        }
    }

    [Theory]
    [InlineData("Json", "[\n  {\"file\":null},\n  {\"file\":\"a\"}\n]\n")]
    [InlineData("Json", "[]\n[]\n")]
    [InlineData("Json", "[\n]\n  {\"file\":\"a\"}\n")]
    [InlineData("Csv", "file,class\n")]
    [InlineData("Csv", "file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model\na,b\n")]
    public void Another_file_is_refused(string format, string content)
    {
        File.WriteAllText(folder["other"], content);
        var error = Assert.Throws<InputException>(() => ResumeFile.Read(folder["other"], Enum.Parse<PredictionFormat>(format), Model));
        Assert.Contains(folder["other"], error.Message);
        Assert.Contains($"--format {format.ToLowerInvariant()}", error.Message);
    }

    [Theory]
    [InlineData("csv", null, "Csv")]
    [InlineData("table", "scores.csv", "Table")]
    [InlineData(null, "scores.CSV", "Csv")]
    [InlineData(null, "scores.json", "Json")]
    [InlineData(null, "scores.txt", "Table")]
    [InlineData(null, null, "Table")]
    public void The_format_is_chosen_by_name_or_else_by_extension(string? name, string? path, string expected) =>
        Assert.Equal(expected, PredictionFormats.Choose(name, path).ToString());

    private static byte[] Write(string path, PredictionFormat format, ResumeState? kept, IEnumerable<Prediction> predictions)
    {
        using (IPredictionWriter output = PredictionOutput.To(path, format, kept))
            foreach (var prediction in predictions)
                output.Write(prediction);
        return File.ReadAllBytes(path);
    }

    private static Prediction Scored(string file) => new() { File = file, Model = Model, Probabilities = [0.25, 0.5, 0.25] };

    private static Prediction Unread(string file) => new() { File = file, Model = Model, Error = $"{file} is not an image" };
}
