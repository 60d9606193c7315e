using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>Which project may know which: {Cli, Service} -> {Training, Inference, Dicom, Reports} -> Core.</summary>
public sealed class ProjectTests
{
    private static readonly string[] Rooms = ["CovidCxr.Training", "CovidCxr.Inference", "CovidCxr.Dicom", "CovidCxr.Reports"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CovidCxr.Core"] = [],
        ["CovidCxr.Training"] = ["CovidCxr.Core"],
        ["CovidCxr.Inference"] = ["CovidCxr.Core"],
        ["CovidCxr.Dicom"] = ["CovidCxr.Core"],
        ["CovidCxr.Reports"] = ["CovidCxr.Core"],
        ["CovidCxr.Cli"] = ["CovidCxr.Core", .. Rooms],
        // A service that only predicts never brings libtorch along.
        ["CovidCxr.Service"] = ["CovidCxr.Core", .. Rooms.Where(room => room != "CovidCxr.Training")],
    };

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_layout()
    {
        var projects = Repository.Projects("src").Select(file => Path.GetFileNameWithoutExtension(file)).ToList();
        Assert.Contains("CovidCxr.Core", projects);
        Assert.All(projects, project => Assert.Contains(project, Allowed.Keys));
    }

    [Fact]
    public void References_follow_the_layout_and_siblings_do_not_know_each_other()
    {
        var references = Repository.Items("src", "ProjectReference")
            .Select(item => (From: item.Project, To: Path.GetFileNameWithoutExtension(item.Item)))
            .ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference.To, Allowed[reference.From]));
    }

    [Fact]
    public void Only_training_asks_for_torch()
    {
        var torch = Repository.Items("src", "PackageReference")
            .Where(item => item.Item.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.NotEmpty(torch);
        Assert.All(torch, item => Assert.Equal("CovidCxr.Training", item.Project));
    }

    [Fact]
    public void No_project_hides_a_second_assembly_behind_a_reference_to_a_file() =>
        Assert.Empty(Repository.Items("src", "Reference"));
}
