using ArchUnitNET.Fluent;
using ArchUnitNET.xUnitV3;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CovidCxr.Architecture.Tests;

/// <summary>Which type may use which, as compiled: a using directive can be avoided, metadata cannot.</summary>
public sealed class TypeTests
{
    /// <summary>The folders of Core in the order in which X-rays flow, each with those that it may use beside the shared vocabulary.</summary>
    public static TheoryData<string, string[]> CoreFolders => new()
    {
        { "Images", [] },
        { "Sources", ["Images"] },
        { "Datasets", ["Images", "Sources"] },
        { "Models", [] },
        { "Metrics", ["Models"] },
        { "Phantoms", ["Images"] },
    };

    [Theory]
    [MemberData(nameof(CoreFolders))]
    public void Core_flows_one_way(string folder, string[] allowed)
    {
        var others = string.Join('|', CoreFolders.Select(row => row.Data.Item1).Except([folder, .. allowed]));
        Check(Types().That().ResideInNamespaceMatching($@"^CovidCxr\.Core\.{folder}(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching($@"^CovidCxr\.Core\.({others})(\.|$)"))
            .WithoutRequiringPositiveResults());
    }

    [Fact]
    public void The_shared_vocabulary_knows_no_folder_below_it() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.Core$")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^CovidCxr\.Core\.")));

    [Fact]
    public void Core_knows_no_other_project() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.Core(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^CovidCxr\.(?!Core(\.|$))")));

    [Theory]
    [InlineData("Training", "Reports|Inference|Dicom|Cli|Service")]
    [InlineData("Inference", "Training|Reports|Dicom|Cli|Service")]
    [InlineData("Reports", "Training|Inference|Dicom|Cli|Service")]
    public void Siblings_do_not_know_each_other(string project, string others) =>
        Check(Types().That().ResideInNamespaceMatching($@"^CovidCxr\.{project}(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching($@"^CovidCxr\.({others})(\.|$)"))
            .WithoutRequiringPositiveResults());

    [Fact]
    public void Only_training_touches_torch() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.(?!Training(\.|$))")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^TorchSharp")));

    [Fact]
    public void Only_inference_touches_ONNX_Runtime() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.(?!Inference(\.|$))")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^Microsoft\.ML")));

    [Fact]
    public void Every_type_says_what_it_is() =>
        Check(Types().That().ResideInNamespaceMatching(@"^CovidCxr\.")
            .Should().NotHaveNameMatching(@"(Manager|Helpers?|Util(itie)?s?)(`\d+)?$"));

    private static void Check(IArchRule rule) => rule.Check(BuiltProgram.Architecture);
}
