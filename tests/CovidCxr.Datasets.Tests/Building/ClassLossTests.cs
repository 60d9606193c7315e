using System.Diagnostics;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Building;

/// <summary>A class that is gone stops the build; what a collection loses is said.</summary>
[Trait("Speed", "slow")]
public sealed class ClassLossTests : IDisposable
{
    private const string CohenTable = "sources/covid-chestxray-dataset/metadata.csv";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private DatasetBuildOptions Options => new() { Sources = folder["sources"], Out = folder["dataset"], Size = 32, TestCovid = 9 };

    [Fact]
    public void A_missing_collection_stops_the_build_and_is_named()
    {
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        Refused(
            Options,
            $"--sources {folder["sources"]}: no image of COVID-19 in train, val and test; missing: cohen, figure1, actualmed; "
            + "get the collections complete ('covidcxr dataset fetch'), or go on without the class: --without COVID-19");
    }

    [Fact]
    public void A_collection_that_is_there_and_loses_everything_says_what_it_lost()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        foreach (var file in Directory.GetFiles(folder["sources/covid-chestxray-dataset/images"]))
            File.Move(file, file + ".part");
        Refused(Options, "no image of COVID-19 in train, val and test; missing: figure1, actualmed; cohen gives 0 images (");
    }

    [Fact]
    public void A_class_missing_in_test_alone_stops_too()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        Refused(Options with { TestCovid = 0 },
            "no image of COVID-19 in test; --test-covid 0 leaves none for it; give 1 or more, or go on");
        foreach (var part in (string[])["test", "val"])
            Directory.Delete(folder[$"sources/chest_xray/{part}/NORMAL"], recursive: true);
        Refused(Options, "no image of Normal in test; kermany gives 67 images; ");
    }

    [Fact]
    public void A_class_whose_pictures_are_all_damaged_stops_too()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        foreach (var file in Directory.GetFiles(folder["sources/chest_xray"], "IM-*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [0xFF, 0xD8, 0xFF]);
        foreach (var file in Directory.GetFiles(folder["sources/chest_xray"], "NORMAL2*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, []);
        Refused(Options, "no image of Normal in train, val and test; kermany gives 47 images (27 unreadable image); ");
    }

    [Fact]
    public void A_class_that_is_left_out_by_name_is_counted_and_noted()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        var info = DatasetBuilder.Build(Options with { Without = [Finding.Normal] }, null, CancellationToken.None);
        Assert.Equal(["Normal"], info.Without);
        Assert.Contains(new RemovedCount("Normal", RemovalReason.LeftOut, 27), info.Removed);
        Assert.DoesNotContain(Dataset.Open(folder["dataset"]).Images, image => image.Class == "Normal");
        Assert.Contains("Left out by name (--without): Normal.", File.ReadAllText(folder["dataset/README.md"]));
    }

    [Fact]
    public void A_class_that_was_never_there_may_be_left_out_by_name()
    {
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        var info = DatasetBuilder.Build(Options with { Without = [Finding.Covid19] }, null, CancellationToken.None);
        Assert.Equal([0, 27, 47, 74], DatasetTables.Table1(info).Select(row => row.BeforeRemovals));
        Assert.Equal(["COVID-19"], info.Without);
    }

    [Fact]
    public void A_collection_that_loses_most_of_its_images_is_named_with_counts_and_reasons()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Figure1(folder, "sources/figure1");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        SyntheticCollections.Actualmed(folder, "sources/actualmed");
        foreach (var name in (string[])["COVID-00001.jpg", "COVID-00003a.jpg", "COVID-00003b.png"])
            File.Delete(folder[$"sources/figure1/images/{name}"]);
        Directory.Delete(folder["sources/actualmed/images"], recursive: true);
        foreach (var file in Directory.GetFiles(folder["sources/chest_xray/train"], "person*", SearchOption.AllDirectories).Order().Skip(1))
            File.Move(file, Path.ChangeExtension(file, ".txt"));
        foreach (var file in Directory.GetFiles(folder["sources/chest_xray/train"], "IM*", SearchOption.AllDirectories).Order().Skip(4))
            File.WriteAllText(file, "no picture");
        // Both classes are still everywhere: one of the ill children is enough for train, another is drawn for val.
        File.Move(
            folder["sources/chest_xray/train/PNEUMONIA/person2_virus_202.txt"],
            folder["sources/chest_xray/train/PNEUMONIA/person2_virus_202.jpeg"]);
        var info = DatasetBuilder.Build(Options, null, CancellationToken.None);
        const string advice = "check its folder or get the collection again";
        Assert.Equal([$"actualmed gives no image (3 row without its file, 1 unknown finding); {advice}"], info.Warnings);
        Assert.Equal(
            [
                $"figure1 lost 3 of 4 images (3 row without its file); {advice}",
                $"kermany lost 54 of 74 images (54 unreadable image); {advice}",
            ],
            info.Notes);
        Assert.Contains("- actualmed gives no image (", File.ReadAllText(folder["dataset/README.md"]));
        Assert.Contains("- figure1 lost 3 of 4 images (", File.ReadAllText(folder["dataset/README.md"]));
    }

    [Fact]
    public void A_table_whose_findings_are_denied_or_open_gives_no_covid()
    {
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        var table = new StringBuilder("patientid,finding,view,modality,filename\n");
        foreach (var (i, finding) in ((string[])["No COVID-19", "suspected COVID-19", "COVID19", "Covid", "no covid-19",
            "NO COVID-19"]).Index())
        {
            table.Append($"{i},{finding},PA,X-ray,{i}.png\n");
            folder.Write($"sources/covid-chestxray-dataset/images/{i}.png", SyntheticXRay.Png(4000 + i, 64, 64));
        }
        folder.Write(CohenTable, Encoding.UTF8.GetBytes(table.ToString()));
        // Two patients are too few for three splits.
        Refused(Options, "no image of COVID-19 in test");
        var info = DatasetBuilder.Build(Options with { Without = [Finding.Covid19] }, null, CancellationToken.None);
        Assert.Equal(2, DatasetTables.Table1(info)[0].Removed);
        Assert.Equal([new ClassCount(DatasetSplit.Controls, "NO COVID-19", 3, 3)],
            info.Counts.Where(count => count.Split == DatasetSplit.Controls));
        Assert.Contains(info.Skipped, skipped => skipped is { Source: "cohen", Reason: "finding that leaves COVID-19 open", Files: 1 });
    }

    [Fact]
    public async Task A_pipe_among_the_images_or_tables_holds_nothing_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files");
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        await MakePipeAsync("sources/chest_xray/train/NORMAL/IM-9999-0001.jpeg");
        await MakePipeAsync("sources/other/metadata.csv");
        var info = DatasetBuilder.Build(Options, null, TestContext.Current.CancellationToken);
        Assert.Contains(info.Skipped, skipped => skipped is { Source: "kermany", Reason: "unreadable image", Files: 1 });
    }

    [Fact]
    public void Names_that_no_file_can_have_end_no_build()
    {
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        string[] names = ["a\0b.png", new string('x', 5000), "con", "..", "/", "\\\\server\\share\\a.png", "a\"b.png", "\uFFFD.png"];
        File.AppendAllLines(folder[CohenTable],
            names.Select(name => $"9\0,M,65,{new string('F', 400)}\0,PA,X-ray,images,\"{name.Replace("\"", "\"\"")}\","));
        File.AppendAllText(folder[CohenTable],
            $"77,M,65,{new string('F', 400)},PA,X-ray,images,without-a-row.png,\n78,M,65,???,PA,X-ray,images,view.png,\n");
        var info = DatasetBuilder.Build(Options, null, CancellationToken.None);
        Assert.Equal(1 + names.Length, info.Skipped.Single(skipped => skipped is
        {
            Source: "cohen",
            Reason: "row without its file"
        }).Files - 1);
        Assert.All(Dataset.Open(folder["dataset"]).Images, image => Assert.InRange(image.Path.Length, 1, 300));
    }

    [Theory]
    [InlineData("sources", "is the folder of --sources")]
    [InlineData("sources/dataset", "lies inside the collections of --sources")]
    [InlineData("sources/../sources/chest_xray/new/dataset", "lies inside the collections of --sources")]
    [InlineData("link", "is the folder of --sources")]
    [InlineData("link/dataset", "lies inside the collections of --sources")]
    [InlineData("elsewhere/dataset", "lies inside the collections of --sources")]
    [InlineData(".", "holds the collections of --sources")]
    public void An_output_inside_the_sources_or_around_them_is_refused(string output, string why)
    {
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        SyntheticCollections.Actualmed(folder, "elsewhere");
        Directory.CreateSymbolicLink(folder["link"], "sources");
        Directory.CreateSymbolicLink(folder["sources/actualmed"], "../elsewhere");
        var names = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);
        Refused(Options with { Out = folder[output] }, $"--out {folder[output]}: {why}");
        Assert.Equal(names, Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories));
    }

    private async Task MakePipeAsync(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        using var maker = Process.Start("mkfifo", [folder[name]]);
        await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private void Refused(DatasetBuildOptions options, string why)
    {
        var message = Assert.Throws<InputException>(() => DatasetBuilder.Build(options, null, CancellationToken.None)).Message;
        Assert.Contains(why, message);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(folder["dataset"]));
    }
}
