using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Building;

/// <summary>A user's own images, alone and beside the public collections.</summary>
[Trait("Speed", "slow")]
public sealed class OwnImagesTests : IDisposable
{
    private const int Patients = 30;

    private readonly TemporaryFolder folder = new();

    private DatasetBuildOptions Options => new() { Out = folder["dataset"], Size = 32 };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Alone_they_are_divided_into_train_val_and_test_by_patient()
    {
        DatasetBuilder.Build(Options with { Own = Table() }, null, default);
        var images = Dataset.Open(folder["dataset"]).Images;
        foreach (var finding in Findings.All)
            foreach (var split in new[] { DatasetSplit.Train, DatasetSplit.Val, DatasetSplit.Test })
                Assert.Contains(images, image => image.Class == finding.Name() && image.Split == split);
        Assert.All(images.GroupBy(image => image.Group), group => Assert.Single(group.Select(image => image.Split).Distinct()));
        var first = images.First(image => image.Original == "0-a.png");
        Assert.Equal(("own", "own:0", "AP", "F", "40"), (first.Source, first.Patient, first.View, first.Sex, first.Age));
        Assert.Contains("from own images", File.ReadAllText(folder["dataset/README.md"]));
    }

    [Fact]
    public void Beside_the_papers_collections_they_are_never_test()
    {
        SyntheticCollections.All(folder, "sources");
        var options = Options with { Sources = folder["sources"], TestCovid = 9 };
        DatasetBuilder.Build(options with { Out = folder["paper"] }, null, default);
        DatasetBuilder.Build(options with { Own = Table() }, null, default);
        var images = Dataset.Open(folder["dataset"]).Images;
        string[] TestOf(string name) => [.. Dataset.Open(folder[name]).In(DatasetSplit.Test).Select(image => image.Original)];
        Assert.Equal(TestOf("paper"), TestOf("dataset"));
        Assert.Equal(
            [DatasetSplit.Train, DatasetSplit.Val, DatasetSplit.Controls],
            images.Where(image => image.Source == "own").Select(image => image.Split).Distinct().Order());
    }

    [Fact]
    public void A_folder_for_each_class_is_enough()
    {
        foreach (var (index, name) in new[] { "COVID-19", "Normal", "Pneumonia" }.Index())
            for (var i = 0; i < 12; i++)
                folder.Write($"ward/{name}/{i}.png", SyntheticXRay.Png((100 * index) + i, 60, 50));
        var info = DatasetBuilder.Build(Options with { Own = new OwnImages(folder["ward"], null) }, null, default);
        Assert.Equal(36, info.Counts.Sum(count => count.Images));
    }

    [Fact]
    public void Missing_files_and_second_rows_are_skipped_and_told()
    {
        var table = Table("none.png,Normal,9000,PA,,\n0-a.png,Normal,0,PA,,\n");
        DatasetBuilder.Build(Options with { Own = table }, null, default);
        var skipped = File.ReadAllText(folder["dataset/skipped.csv"]);
        Assert.Contains("own,,none.png,row without its file,", skipped);
        Assert.Contains("own,,0-a.png,second row of one file,", skipped);
    }

    [Fact]
    public void What_cannot_be_built_from_is_refused_in_one_line()
    {
        Refused(Options, "give --sources <folder of the collections>, --own <your images>, or both");
        Refused(Options with { Own = new OwnImages(folder["none"], null) }, $"--own {folder["none"]}: does not exist; give a folder with");
        folder.Write("ward/Normal/a.png", SyntheticXRay.Png(1, 60, 50));
        Refused(
            Options with { Own = new OwnImages(folder["ward"], null) },
            "in train, val and test; own gives 1 image; add such images, or go on without the class");
        Refused(
            Options with { Own = new OwnImages(folder["ward"], null), Out = folder["ward/dataset"] },
            "lies inside the collections of --own");
        Refused(Options with { Own = new OwnImages(folder["ward"], "file=x") }, "--columns file=x: names columns of a table, and --own");
    }

    // Three classes and a tuberculosis, two images of each patient.
    private OwnImages Table(string more = "")
    {
        var rows = new StringBuilder("image,reading,id,view,sex,age\n");
        for (var patient = 0; patient < Patients; patient++)
            foreach (var which in new[] { "a", "b" })
            {
                var name = $"{patient}-{which}.png";
                folder.Write($"own/{name}", SyntheticXRay.Png(5000 + (2 * patient) + (which == "a" ? 0 : 1), 70, 60));
                var reading = (patient % 3) switch { 0 => "COVID-19", 1 => "no finding", _ => "Pneumonia" };
                rows.Append($"{name},{(patient == 1 ? "tuberculosis" : reading)},{patient},AP,F,{40 + patient}\n");
            }
        folder.Write("own/labels.csv", Encoding.UTF8.GetBytes(rows + more));
        return new OwnImages(folder["own/labels.csv"], "file=image,class=reading,patient=id");
    }

    private static void Refused(DatasetBuildOptions options, string why) =>
        Assert.Contains(why, Assert.Throws<InputException>(() => DatasetBuilder.Build(options, null, default)).Message);
}
