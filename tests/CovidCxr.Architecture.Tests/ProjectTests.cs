using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>Which project may reference which, and which one owns each heavy package. ARCHITECTURE.md shows the same table.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CovidCxr.Core"] = [],
        ["CovidCxr.Imaging"] = ["CovidCxr.Core"],
        ["CovidCxr.Datasets"] = ["CovidCxr.Imaging"],
        ["CovidCxr.Training"] = ["CovidCxr.Datasets"],
        ["CovidCxr.Reports"] = ["CovidCxr.Datasets"],
        ["CovidCxr.Inference"] = ["CovidCxr.Imaging"],
        ["CovidCxr.Audit"] = ["CovidCxr.Datasets", "CovidCxr.Inference"],
        ["CovidCxr.Dicom"] = ["CovidCxr.Imaging"],
        ["CovidCxr.Shell"] = ["CovidCxr.Inference", "CovidCxr.Dicom"],
        ["CovidCxr.Predict"] = ["CovidCxr.Shell"],
        ["CovidCxr.Service"] = ["CovidCxr.Inference", "CovidCxr.Dicom"],
        ["CovidCxr.Cli"] = ["CovidCxr.Shell", "CovidCxr.Training", "CovidCxr.Audit", "CovidCxr.Reports", "CovidCxr.Service"],
    };

    private static readonly string[] Solution = [.. Repository.Projects("src").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    private static readonly ILookup<string, string> References = Repository.Items("src", "ProjectReference")
        .ToLookup(item => item.Project, item => Path.GetFileNameWithoutExtension(item.Item));

    /// <summary>The beginning of each heavy or native package's name, and the one project that may ask for it.</summary>
    public static TheoryData<string, string> Owners => new()
    {
        { "NetVips", "CovidCxr.Imaging" },
        { "CsvHelper", "CovidCxr.Datasets" },
        { "TorchSharp", "CovidCxr.Training" },
        { "libtorch", "CovidCxr.Training" },
        { "Microsoft.ML.OnnxRuntime", "CovidCxr.Inference" },
        { "ScottPlot", "CovidCxr.Reports" },
        { "SkiaSharp", "CovidCxr.Reports" },
        { "Microsoft.EntityFrameworkCore", "CovidCxr.Service" },
        { "OpenTelemetry", "CovidCxr.Service" },
        { "Spectre.Console", "CovidCxr.Shell" },
        { "System.CommandLine", "CovidCxr.Shell" },
    };

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_layout()
    {
        Assert.Contains("CovidCxr.Core", Solution);
        Assert.All(Solution, project => Assert.Contains(project, Allowed.Keys));
    }

    [Fact]
    public void References_follow_the_layout_and_siblings_do_not_know_each_other()
    {
        Assert.NotEmpty(References);
        Assert.All(References, project => Assert.All(project, reference => Assert.Contains(reference, Allowed[project.Key])));
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public void A_heavy_package_has_one_owner(string package, string owner)
    {
        var askers = Repository.Items("src", "PackageReference")
            .Where(item => item.Item.StartsWith(package, StringComparison.OrdinalIgnoreCase))
            .Select(item => item.Project)
            .Distinct();
        Assert.Equal([owner], askers);
    }

    [Fact]
    public void Who_only_predicts_carries_neither_training_nor_datasets_nor_reports()
    {
        string[] programs = [.. new[] { "CovidCxr.Predict", "CovidCxr.Service" }.Intersect(Solution)];
        Assert.Contains("CovidCxr.Predict", programs);
        Assert.All(programs, program =>
        {
            var carried = Closure(program);
            Assert.Contains("CovidCxr.Inference", carried);
            Assert.DoesNotContain("CovidCxr.Training", carried);
            Assert.DoesNotContain("CovidCxr.Datasets", carried);
            Assert.DoesNotContain("CovidCxr.Reports", carried);
        });
    }

    [Fact]
    public void No_project_hides_a_second_assembly_behind_a_reference_to_a_file() =>
        Assert.Empty(Repository.Items("src", "Reference"));

    [Fact]
    public void Every_project_of_src_has_its_tests()
    {
        // The hosts are tested as processes by the tests of the whole program.
        var tests = Repository.Projects("tests").Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        Assert.All(Solution.Except(["CovidCxr.Predict"]), project => Assert.Contains($"{project}.Tests", tests));
    }

    private static HashSet<string> Closure(string project)
    {
        var all = new HashSet<string> { project };
        foreach (var reference in References[project])
            all.UnionWith(Closure(reference));
        return all;
    }
}
