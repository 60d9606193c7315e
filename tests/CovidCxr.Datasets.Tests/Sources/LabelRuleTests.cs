using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class LabelRuleTests
{
    public static TheoryData<string> WithTable => ["cohen", "figure1", "actualmed"];

    [Theory]
    [MemberData(nameof(WithTable))]
    public void An_adult_has_covid_or_is_a_control(string name)
    {
        var source = Assert.IsAssignableFrom<MetadataSource>(SourceCatalog.All.Single(source => source.Name == name));
        Assert.Equal(Label.Of(Finding.Covid19), source.LabelOf("COVID-19"));
        Assert.Equal(Label.Of(Finding.Covid19), source.LabelOf("Pneumonia/Viral/covid-19, ARDS"));
        Assert.Equal(Label.Control("No Finding"), source.LabelOf("No Finding"));
        Assert.Equal(Label.Control("Pneumonia"), source.LabelOf("Pneumonia"));
        var excluded = Label.Excluded(SkipReason.UnknownFinding);
        Assert.All(["", "todo", "Unknown", "?"], finding => Assert.Equal(excluded, source.LabelOf(finding)));
    }

    [Theory]
    [InlineData("NORMAL", Finding.Normal)]
    [InlineData("PNEUMONIA", Finding.Pneumonia)]
    public void A_child_has_the_class_of_the_folder(string type, Finding finding)
        => Assert.Equal(Label.Of(finding), KermanySource.LabelOf(type));

    [Fact]
    public void Only_a_finding_has_a_class()
    {
        Assert.Equal(Finding.Normal, Label.Of(Finding.Normal).Class);
        Assert.Null(Label.Control("Normal").Class);
        Assert.Null(Label.Excluded(SkipReason.UnknownFinding).Class);
    }
}
