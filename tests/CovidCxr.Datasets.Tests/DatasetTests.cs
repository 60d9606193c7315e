using CovidCxr.Core;
using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Datasets.Tests;

public sealed class DatasetTests : IClassFixture<BuiltDataset>, IDisposable
{
    private readonly BuiltDataset built;
    private readonly TemporaryFolder folder = new();

    // Every test damages its own copy of the tables; the images are copied by the one test that damages them.
    public DatasetTests(BuiltDataset built)
    {
        this.built = built;
        foreach (var table in Directory.EnumerateFiles(built.Options.Out))
            folder.Write(Path.Combine("dataset", Path.GetFileName(table)), File.ReadAllBytes(table));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_built_is_opened()
    {
        var dataset = Dataset.Open(folder["dataset"]);
        Assert.Equal(built.Info.ToJson(), dataset.Info.ToJson());
        Assert.Equal(Checksums.Of(File.ReadAllBytes(folder["dataset/manifest.csv"])), dataset.Fingerprint);
        Assert.Equal(dataset.Images, [.. Enum.GetValues<DatasetSplit>().SelectMany(dataset.In)]);
        Assert.Equal(9, dataset.In(DatasetSplit.Test).Count(image => image.Class == "COVID-19"));
    }

    [Fact]
    public void No_folder() => Refused(folder["none"], "is not an existing folder");

    [Fact]
    public void A_folder_of_something_else() =>
        Refused(built.Folder["sources"], "is not a dataset, because dataset.json or manifest.csv is missing");

    [Theory]
    [InlineData("SHA256SUMS")]
    [InlineData("manifest.csv")]
    [InlineData("dataset.json")]
    public void A_missing_table(string name)
    {
        File.Delete(folder[$"dataset/{name}"]);
        Refused(folder["dataset"], name);
    }

    [Theory]
    [InlineData("manifest.csv", ",PA,", ",AP,", "was changed since")]
    [InlineData("manifest.csv", "path,split", "split,path", "does not have the columns path,split,class")]
    [InlineData("manifest.csv", ",90,90,", ",90,many,", "height 'many' is no number of pixels")]
    [InlineData("manifest.csv", ",train,", ",trian,", "split 'trian' is none of train, val, test, controls")]
    [InlineData("manifest.csv", ",train,COVID-19,", ",train,Covid,", "class 'Covid' is none of COVID-19, Normal, Pneumonia")]
    [InlineData("manifest.csv", "\ntrain/COVID19/", "\n../COVID19/", "does not stay inside the dataset")]
    [InlineData("manifest.csv", ",train,", ",", "17 columns instead of 18")]
    [InlineData("dataset.json", "\"seed\": 0", "\"seed\": 1", "was changed since")]
    [InlineData("SHA256SUMS", "  manifest.csv", " manifest.csv", "not a checksum and a path")]
    public void A_changed_table(string name, string old, string changed, string why)
    {
        var path = folder[$"dataset/{name}"];
        var text = File.ReadAllText(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        File.WriteAllText(path, text[..at] + changed + text[(at + old.Length)..]);
        Refused(folder["dataset"], why);
    }

    [Fact]
    public void A_damaged_row_is_named_by_its_number()
    {
        var path = folder["dataset/manifest.csv"];
        var lines = File.ReadAllLines(path);
        lines[4] = "short,row";
        File.WriteAllLines(path, lines);
        Refused(folder["dataset"], $"{path}, row 5: 2 columns instead of 18");
    }

    [Fact]
    public void A_changed_or_missing_image_is_named_when_it_is_read()
    {
        var dataset = Dataset.Open(folder["dataset"]);
        var image = dataset.Images[3];
        var path = folder.Write($"dataset/{image.Path}", File.ReadAllBytes(Path.Combine(built.Options.Out, image.Path)));
        Assert.Equal(File.ReadAllBytes(path), dataset.ReadImageBytes(image));
        File.WriteAllBytes(path, File.ReadAllBytes(Path.Combine(built.Options.Out, dataset.Images[4].Path)));
        Assert.Equal($"{path}: was changed since the dataset was built; build it again with 'dataset build'", Message());
        File.Delete(path);
        Assert.Equal($"{path}: is missing; build the dataset again with 'dataset build'", Message());

        string Message() => Assert.Throws<InputException>(() => dataset.ReadImageBytes(image)).Message;
    }

    private static void Refused(string folder, string why)
    {
        var message = Assert.Throws<InputException>(() => Dataset.Open(folder)).Message;
        Assert.Contains(why, message);
        Assert.StartsWith(folder, message);
        Assert.DoesNotContain('\n', message);
    }
}
