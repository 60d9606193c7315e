using ArchUnitNET.Fluent;
using ArchUnitNET.xUnitV3;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CovidCxr.Architecture.Tests;

/// <summary>Which type may use which, as compiled: a using directive can be avoided, metadata cannot.</summary>
public sealed class TypeTests
{
    /// <summary>
    /// The folders of every project in the order in which they build on each other: a folder uses those before it, never those
    /// behind it. A project's root is vocabulary that every folder may use; the root of a program composes and may use them all.
    /// </summary>
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Core"] = ["Storage", "Metrics", "Evaluation", "Paper", "ModelCards", "Audits"],
        ["Imaging"] = ["Files", "Resizing", "Formats", "Ranges", "Codecs", "Perturbations", "Phantoms"],
        ["Datasets"] = ["Sources", "Labeled", "Fetching", "Duplicates", "Splitting", "Building"],
        ["Training"] =
        [
            "Onnx", "Layers", "Weights", "Networks", "Recipes", "Augmentations", "Batches", "Optimizers", "Runs", "Scoring",
            "Loop", "Lungs", "Novelty", "Export", "Quantization",
        ],
        ["Inference"] = ["Models", "Referral", "Pipeline", "Heatmaps", "Output"],
        ["Audit"] = ["Subjects", "Probing", "Measuring", "Sections", "Auditing"],
        ["Reports"] = ["Tables", "Figures", "Checklists", "Html", "Evaluation", "Comparing", "Benchmarking", "Suspects", "Audits"],
        ["Dicom"] = ["Format", "Codecs", "Grayscale", "Color", "Header", "Decoding", "Deidentification"],
        ["Shell"] = ["Progress", "Views", "Output", "Integration", "Commands"],
        ["Service"] = ["Configuration", "Telemetry", "Queueing", "Store", "Predicting", "Security", "Api"],
        ["Cli"] = ["Workflows", "Views", "Commands"],
    };

    /// <summary>Programs: their root composes everything.</summary>
    private static readonly string[] Programs = ["Cli", "Predict", "Service"];

    /// <summary>A project's folder, and the folders that it must not know.</summary>
    public static TheoryData<string, string, string> Arrows
    {
        get
        {
            var arrows = new TheoryData<string, string, string>();
            foreach (var (project, folders) in Folders)
                for (var i = 0; i < folders.Length - 1; i++)
                    arrows.Add(project, folders[i], string.Join('|', folders[(i + 1)..]));
            return arrows;
        }
    }

    /// <summary>The projects whose root is vocabulary.</summary>
    public static TheoryData<string> Vocabularies => [.. Folders.Keys.Except(Programs)];

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Folders_flow_one_way(string project, string folder, string later) =>
        Check(Types().That().ResideInNamespaceMatching($@"^CovidCxr\.{project}\.{folder}(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching($@"^CovidCxr\.{project}\.({later})(\.|$)")));

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void The_root_of_a_project_is_vocabulary_that_knows_no_folder_below_it(string project) =>
        Check(Types().That().ResideInNamespaceMatching($@"^CovidCxr\.{project}$")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching($@"^CovidCxr\.{project}\."))
            .WithoutRequiringPositiveResults()); // a root may be empty

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        foreach (var project in Repository.Projects("src").Select(file => Path.GetFileNameWithoutExtension(file)))
        {
            var folders = Repository.Sources
                .Where(file => file.StartsWith($"src/{project}/", StringComparison.Ordinal))
                .Select(file => file.Split('/'))
                .Where(parts => parts.Length > 3)
                .Select(parts => parts[2])
                .Distinct();
            Assert.Equal(Folders.GetValueOrDefault(project!["CovidCxr.".Length..], []).Order(), folders.Order());
        }
    }

    [Theory]
    [InlineData(@"TorchSharp", "Training")]
    [InlineData(@"Microsoft\.ML", "Inference")]
    [InlineData(@"NetVips", "Imaging")]
    [InlineData(@"CsvHelper", "Datasets")]
    [InlineData(@"System\.Net\.Http", "Datasets")]
    [InlineData(@"(ScottPlot|SkiaSharp)", "Reports")]
    public void A_library_is_touched_by_one_project(string library, string owner) =>
        Check(Types().That().ResideInNamespaceMatching($@"^CovidCxr\.(?!{owner}(\.|$))")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching($@"^{library}(\.|$)")));

    [Fact]
    public void Every_type_says_what_it_is() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.")
            .Should().NotHaveNameMatching(@"(Manager|Helpers?|Util(itie)?s?)(`\d+)?$"));

    private static void Check(IArchRule rule) => rule.Check(BuiltAssemblies.Architecture);
}
