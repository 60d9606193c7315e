using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Datasets.Tests.Building;

[Trait("Speed", "slow")]
public sealed class DatasetBuilderTests(BuiltDataset built) : IClassFixture<BuiltDataset>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_image_lies_where_the_manifest_says_in_gray_and_of_one_size()
    {
        var dataset = Dataset.Open(built.Options.Out);
        var onDisk = Directory.EnumerateFiles(dataset.Folder, "*.png", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(dataset.Folder, file));
        Assert.Equal(dataset.Images.Select(image => image.Path).Order(), onDisk.Order());
        Assert.All(dataset.Images, image =>
        {
            var folderOfClass = Findings.FromName(image.Class)?.Folder() ?? image.Class.Replace(' ', '_').ToUpperInvariant();
            Assert.StartsWith($"{image.Split.Folder()}/{folderOfClass}/{image.Source}_", image.Path);
            Assert.Equal(new ImageSize(64, 64), ImageDecoders.Default.ReadSize(dataset.ReadImageBytes(image), image.Path));
            Assert.Equal(64, image.Sha256.Length);
            Assert.Equal(64, image.Hash.Length);
        });
        var control = dataset.Images.Single(image => image.Path == "controls/STREPTOCOCCUS/cohen_strep.png");
        Assert.Equal((90, 90, "images/strep.png", "Streptococcus"), (control.Width, control.Height, control.Original, control.Class));
    }

    [Fact]
    public void Nothing_disappears_silently()
    {
        var info = built.Info;
        // 24 + 12 of Cohen, 3 of Figure 1, 1 of Actualmed; the broken image is in skipped.csv.
        Assert.Equal([40, 27, 47, 114], DatasetTables.Table1(info).Select(row => row.BeforeRemovals));
        Assert.Equal(9, info.Count(DatasetSplit.Test, Finding.Covid19));
        Assert.Contains("images/broken.jpg is damaged or ends early", File.ReadAllText(built.Folder["dataset/skipped.csv"]));
        Assert.Equal(info.Skipped.Sum(skipped => skipped.Files), File.ReadLines(built.Folder["dataset/skipped.csv"]).Count() - 1);
        Assert.Equal(info.Removed.Sum(removed => removed.Images), File.ReadLines(built.Folder["dataset/removed.csv"]).Count() - 1);
        Assert.Empty(info.Notes);
    }

    [Fact]
    public void Copies_are_recorded_and_their_patients_are_one_group()
    {
        var images = Dataset.Open(built.Options.Out).Images.ToDictionary(image => $"{image.Source} {image.Original}");
        var (first, copy) = (images["cohen images/c2-0.png"], images["figure1 images/COVID-00001.jpg"]);
        Assert.Equal(("cohen:2", first.Path, first.Split), (copy.Group, copy.DuplicateOf, copy.Split));
        Assert.Equal(("cohen:2", ""), (first.Group, first.DuplicateOf));
        // The copy of a training image in published test: the training one is left out.
        Assert.Equal(DatasetSplit.Test, images["kermany test/NORMAL/NORMAL2-IM-0001-0001-0002.jpeg"].Split);
        Assert.Contains(built.Info.Removed, removed => removed is { Class: "Normal", Reason: RemovalReason.GroupInTest, Images: 1 });
        Assert.Contains(
            "kermany,train/NORMAL/IM-0001-0001.jpeg,Normal,NORMAL,kermany:IM-0001,kermany:IM-0001,train,",
            File.ReadAllText(built.Folder["dataset/removed.csv"]));
    }

    [Fact]
    public void No_group_is_in_two_splits()
        => Assert.All(
            Dataset.Open(built.Options.Out).Images.Where(image => image.Split != DatasetSplit.Controls).GroupBy(image => image.Group),
            group => Assert.Single(group.Select(image => image.Split).Distinct()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void The_same_input_and_seed_give_the_same_bytes(int threads)
    {
        Build(built.Options with { Out = folder["again"], Threads = threads });
        Assert.Equal(BuiltDataset.Files(built.Options.Out), BuiltDataset.Files(folder["again"]));
    }

    [Fact]
    public void Where_the_sources_lie_does_not_matter()
    {
        foreach (var file in Directory.EnumerateFiles(built.Options.Sources!, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("elsewhere", Path.GetRelativePath(built.Options.Sources!, file)), File.ReadAllBytes(file));
        Build(built.Options with { Sources = folder["elsewhere"], Out = folder["again"] });
        Assert.Equal(BuiltDataset.Files(built.Options.Out), BuiltDataset.Files(folder["again"]));
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        Build(built.Options with { Out = folder["again"], Seed = 1 });
        Assert.NotEqual(Dataset.Open(built.Options.Out).Fingerprint, Dataset.Open(folder["again"]).Fingerprint);
    }

    [Fact]
    public void A_sample_takes_whole_patients_of_every_class_and_its_share_of_test()
    {
        var info = Build(built.Options with { Out = folder["small"], Limit = 100 });
        var sample = Dataset.Open(folder["small"]).Images;
        Assert.InRange(sample.Count, 80, 110);
        Assert.InRange(info.Count(DatasetSplit.Test, Finding.Covid19), 6, 8);
        Assert.Contains("for a first look only", Assert.Single(info.Notes, note => note.Contains("sample")));
        foreach (var patient in Dataset.Open(built.Options.Out).Images.GroupBy(image => image.Patient))
            Assert.Contains(sample.Count(image => image.Patient == patient.Key), (int[])[0, patient.Count()]);
    }

    [Fact]
    public void With_few_covid_images_a_fifth_is_test_and_the_notes_say_so()
    {
        var info = Build(built.Options with { Out = folder["again"], TestCovid = 100 });
        Assert.Equal(8, info.Count(DatasetSplit.Test, Finding.Covid19));
        Assert.StartsWith("8 COVID-19 images in test instead of 100", Assert.Single(info.Notes));
    }

    [Fact]
    public void One_collection_alone_is_a_dataset_and_the_notes_name_the_missing()
    {
        var options = built.Options with { Sources = built.Folder["sources/chest_xray"], Out = folder["again"] };
        var info = Build(options with { Without = [Finding.Covid19] });
        Assert.Equal(["cohen", "figure1", "actualmed"], info.MissingSources);
        Assert.Equal(3, info.Notes.Count);
        Assert.Equal(0, DatasetTables.Table1(info)[0].BeforeRemovals);
    }

    [Fact]
    public void A_new_collection_of_normal_adults_is_neither_control_nor_learned_if_its_policy_says_so()
    {
        var adults = new SyntheticSource { Name = "adults", SplitPolicy = SplitPolicy.ExternalTest, Citation = "Doe, Adults, 2024" };
        SyntheticCollections.Cohen(folder, "sources/covid-chestxray-dataset");
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        folder.Write("sources/adults/synthetic", []);
        for (var i = 0; i < 5; i++)
            folder.Write($"sources/adults/{i}.png", SyntheticXRay.Png(60_000 + i, 90, 90));
        var options = built.Options with { Sources = folder["sources"], Out = folder["five"] };
        var info = Build(options with { Collections = [.. SourceCatalog.All, adults] });
        Assert.Equal(["cohen", "kermany", "adults"], info.Sources);
        Assert.Equal(7 + 5, info.Count(DatasetSplit.Test, Finding.Normal));
        Assert.Equal(9, info.Count(DatasetSplit.Test, Finding.Covid19));
        Assert.DoesNotContain(Dataset.Open(folder["five"]).In(DatasetSplit.Controls), image => image.Source == "adults");
        var datasheet = File.ReadAllText(folder["five/README.md"]);
        Assert.Contains("| adults | 0 | 5 | 0 | 0 | Doe, Adults, 2024 |", datasheet);
        Assert.Contains("- Every image of Doe is test", datasheet);
    }

    [Fact]
    public void Checksums_are_those_of_the_files()
    {
        var lines = File.ReadAllLines(built.Folder["dataset/SHA256SUMS"]);
        Assert.Equal(BuiltDataset.Files(built.Options.Out).Count - 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(line[..64], Checksums.Of(File.ReadAllBytes(built.Folder[$"dataset/{line[66..]}"]))));
    }

    [Fact]
    public void The_tables_add_up()
    {
        var images = Dataset.Open(built.Options.Out).Images;
        var sum = DatasetTables.Table1(built.Info)[^1];
        Assert.Equal(("sum", 5614, 740, 114), (sum.Class, sum.PaperTrain, sum.PaperTest, sum.BeforeRemovals));
        Assert.Equal(images.Count(image => image.Split != DatasetSplit.Controls), sum.Train + sum.Val + sum.Test);
        var sources = DatasetTables.SourceByClass(images);
        Assert.Equal(["actualmed", "cohen", "figure1", "kermany", "sum"], sources.Select(row => row.Source));
        Assert.Equal(images.Count, sources[^1].Covid19 + sources[^1].Normal + sources[^1].Pneumonia + sources[^1].Controls);
    }

    private static DatasetInfo Build(DatasetBuildOptions options) => DatasetBuilder.Build(options, null, CancellationToken.None);
}
