using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Building;

/// <summary>A dataset appears complete or not at all, and never replaces anything else.</summary>
[Trait("Speed", "slow")]
public sealed class DatasetOutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DatasetBuildOptions options;

    public DatasetOutputTests()
    {
        SyntheticCollections.Kermany(folder, "sources/chest_xray");
        options = new DatasetBuildOptions
        {
            Sources = folder["sources"],
            Out = folder["out/dataset"],
            Size = 64,
            Without = [Finding.Covid19],
        };
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_dataset_is_replaced_and_nothing_else_is_left()
    {
        DatasetBuilder.Build(options, null, CancellationToken.None);
        DatasetBuilder.Build(options with { Seed = 3 }, null, CancellationToken.None);
        var dataset = Dataset.Open(options.Out);
        Assert.Equal(3, dataset.Info.Seed);
        Assert.Equal(dataset.Images.Count, Directory.GetFiles(options.Out, "*.png", SearchOption.AllDirectories).Length);
        Assert.Equal([options.Out], Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("train/NORMAL/mine.png")]
    [InlineData("runs/first/best.safetensors")]
    [InlineData(".hidden")]
    public void A_dataset_that_also_holds_other_files_is_refused_and_left_alone(string other)
    {
        DatasetBuilder.Build(options, null, CancellationToken.None);
        var precious = folder.Write($"out/dataset/{other}", [1]);
        var before = BuiltDataset.Files(options.Out);
        Refused(options with { Seed = 3 }, $"--out {options.Out}: also holds '{other}', which is not part of the dataset");
        Assert.Equal(before, BuiltDataset.Files(options.Out));
        Assert.True(File.Exists(precious));
    }

    [Fact]
    public void A_dataset_that_holds_a_link_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets few users make links");
        DatasetBuilder.Build(options, null, CancellationToken.None);
        Directory.CreateSymbolicLink(Path.Combine(options.Out, "linked"), folder["sources"]);
        Refused(options, $"--out {options.Out}: also holds 'linked'");
    }

    [Fact]
    public void A_dataset_that_lost_an_image_may_be_built_again()
    {
        DatasetBuilder.Build(options, null, CancellationToken.None);
        File.Delete(Path.Combine(options.Out, Dataset.Open(options.Out).Images[0].Path));
        DatasetBuilder.Build(options, null, CancellationToken.None);
        Assert.True(File.Exists(Path.Combine(options.Out, Dataset.Open(options.Out).Images[0].Path)));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused_and_left_alone()
    {
        var precious = folder.Write("out/dataset/precious.txt", [1]);
        Refused(options, $"--out {options.Out}: holds other files and is not a dataset");
        Assert.Equal([precious], Directory.EnumerateFileSystemEntries(options.Out));
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        folder.Write("out/dataset", [1]);
        Refused(options, $"--out {options.Out}: is a file");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        folder.Write("file", [1]);
        Refused(options with { Out = folder["file/dataset"] }, "cannot be written");
    }

    [Fact]
    public void A_full_disk_is_one_line_and_leaves_nothing_behind()
    {
        Assert.SkipUnless(Directory.Exists("/dev/full") || File.Exists("/dev/full"), "/dev/full, a disk that is always full, is missing");
        // The next staged image is a link to a full device.
        var hit = 0;
        var progress = new Reports(report =>
        {
            if (report.Done > 5 && Interlocked.Exchange(ref hit, 1) == 0)
                foreach (var partial in Directory.EnumerateDirectories(folder["out"], ".dataset.partial-*"))
                    for (var i = 50; i < 74; i++)
                        if (!File.Exists(Path.Combine(partial, ".staged", $"{i}.png")))
                            File.CreateSymbolicLink(Path.Combine(partial, ".staged", $"{i}.png"), "/dev/full");
        });
        var message = Assert.Throws<InputException>(
            () => DatasetBuilder.Build(options with { Threads = 1 }, progress, CancellationToken.None)).Message;
        Assert.StartsWith($"--out {options.Out}: cannot be written (", message);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Theory]
    [InlineData("reading images")]
    [InlineData("finding duplicates")]
    [InlineData("writing the dataset")]
    public void Cancelling_leaves_the_old_dataset_as_it_was(string stage)
    {
        DatasetBuilder.Build(options, null, CancellationToken.None);
        var before = BuiltDataset.Files(options.Out);
        using var source = new CancellationTokenSource();
        var progress = new Reports(report =>
        {
            if (report.Stage == stage)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => DatasetBuilder.Build(options with { Seed = 3 }, progress, source.Token));
        Assert.Equal(before, BuiltDataset.Files(options.Out));
        Assert.Equal([options.Out], Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Fact]
    public void Progress_ends_with_everything_done()
    {
        var reports = new List<WorkProgress>();
        DatasetBuilder.Build(options, new Reports(reports.Add), CancellationToken.None);
        Assert.Equal(["reading images", "finding duplicates", "writing the dataset"], reports.Select(report => report.Stage).Distinct());
        Assert.All(
            reports.GroupBy(report => report.Stage),
            stage => Assert.Contains(stage, report => report.Done == report.Total && report.Total == 74));
    }

    [Fact]
    public void Sources_without_a_usable_image_are_refused()
    {
        folder.Write("empty/metadata.csv", "patientid,finding,view,modality,filename\n1,COVID-19,PA,X-ray,a.png\n"u8.ToArray());
        Refused(options with { Sources = folder["empty"] }, "no usable image (1 row without its file)");
    }

    [Fact]
    public void Sources_of_which_no_image_can_be_read_are_refused()
    {
        folder.Write("broken/train/NORMAL/IM-0001-0001.jpeg", [1, 2, 3]);
        var without = options with { Sources = folder["broken"], Without = [Finding.Covid19, Finding.Pneumonia] };
        Refused(without, "none of 1 images can be read");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Theory]
    [InlineData(31, 100, null, "--size 31: choose ")]
    [InlineData(1025, 100, null, "--size 1025: choose ")]
    [InlineData(64, -1, null, "--test-covid -1: choose ")]
    [InlineData(64, 100, 99, "--limit 99: choose ")]
    public void An_option_out_of_range_is_refused(int size, int testCovid, int? limit, string why)
        => Refused(options with { Size = size, TestCovid = testCovid, Limit = limit }, why);

    private static void Refused(DatasetBuildOptions options, string why)
    {
        var message = Assert.Throws<InputException>(() => DatasetBuilder.Build(options, null, CancellationToken.None)).Message;
        Assert.Contains(why, message);
        Assert.DoesNotContain('\n', message);
    }

    private sealed class Reports(Action<WorkProgress> action) : IProgress<WorkProgress>
    {
        private readonly Lock gate = new();

        public void Report(WorkProgress value)
        {
            lock (gate)
                action(value);
        }
    }
}
