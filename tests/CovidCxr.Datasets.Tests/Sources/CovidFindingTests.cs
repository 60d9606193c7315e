using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class CovidFindingTests
{
    [Theory]
    [InlineData("COVID-19")]
    [InlineData("covid-19")]
    [InlineData("COVID19")]
    [InlineData("COVID 19")]
    [InlineData("COVID_19")]
    [InlineData("COVID\u201119")] // the hyphen of a word processor
    [InlineData("Covid")]
    [InlineData("SARS-CoV-2")]
    [InlineData("SARS CoV 2")]
    [InlineData("2019-nCoV")]
    [InlineData("Coronavirus disease 2019")]
    [InlineData("COVID-19, ARDS")]
    [InlineData("Pneumonia/Viral/COVID-19")]
    [InlineData("Pneumonia|Viral|COVID-19")]
    [InlineData("ARDS; COVID-19")]
    [InlineData("covid-19 pneumonia")]
    [InlineData("Viral pneumonia (COVID-19)")]
    [InlineData("COVID-19 positive")]
    [InlineData("positive for COVID-19")]
    [InlineData("PCR-confirmed COVID-19")]
    [InlineData("COVID-19 (+)")]
    [InlineData("COVID-19 (SARS-CoV-2)")]
    [InlineData("COVID-19, no effusion")]
    [InlineData("Pneumonia/Viral/covid-19, ARDS")]
    public void It_is_covid(string finding) => Assert.Equal(Label.Of(Finding.Covid19), CovidFinding.LabelOf(finding));

    [Theory]
    [InlineData("No COVID-19")]
    [InlineData("not COVID-19")]
    [InlineData("Non-COVID")]
    [InlineData("non COVID-19 pneumonia")]
    [InlineData("COVID-19 negative")]
    [InlineData("COVID-19: negative")]
    [InlineData("COVID-19 (-)")]
    [InlineData("COVID-19 PCR negative")]
    [InlineData("negative for COVID-19")]
    [InlineData("PCR negative for COVID-19")]
    [InlineData("no evidence of COVID-19")]
    [InlineData("without COVID-19")]
    [InlineData("Pneumonia, COVID-19 negative")]
    [InlineData("SARS")]
    [InlineData("Pneumonia/Viral/SARS")]
    [InlineData("SARS-CoV-1")]
    [InlineData("MERS-CoV")]
    [InlineData("No Finding")]
    [InlineData("Pneumonia")]
    [InlineData("Pneumonia/Bacterial/E.Coli")]
    [InlineData("No pneumonia")]
    public void It_is_a_control(string finding) => Assert.Equal(Label.Control(finding), CovidFinding.LabelOf(finding));

    [Theory]
    [InlineData("suspected COVID-19")]
    [InlineData("?COVID-19")]
    [InlineData("COVID-19?")]
    [InlineData("COVID-19 (suspected)")]
    [InlineData("COVID-19, suspected")]
    [InlineData("COVID-19, negative")]
    [InlineData("COVID-19/not confirmed")]
    [InlineData("probable COVID-19")]
    [InlineData("COVID-19 not excluded")]
    [InlineData("not confirmed COVID-19")]
    [InlineData("r/o COVID-19")]
    [InlineData("COVID-19 vs. influenza")]
    [InlineData("COVID-19 or SARS")]
    [InlineData("negative for influenza, COVID-19")]
    [InlineData("negative for influenza and COVID-19")]
    [InlineData("COVID-19 without pneumonia")]
    [InlineData("COVID-19, COVID-19 negative")]
    [InlineData("COVID-19 test")]
    [InlineData("post-COVID fibrosis")]
    [InlineData("Long COVID")]
    [InlineData("COVID-")]
    [InlineData("coronavirus")]
    [InlineData("COVD-19")]
    [InlineData("Corvid-19")]
    public void It_leaves_covid_open(string finding) =>
        Assert.Equal(Label.Excluded(SkipReason.UnclearFinding), CovidFinding.LabelOf(finding));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("todo")]
    [InlineData("Unknown")]
    [InlineData("?")]
    [InlineData("N/A")]
    [InlineData("nan")]
    public void It_is_unknown(string finding) =>
        Assert.Equal(Label.Excluded(SkipReason.UnknownFinding), CovidFinding.LabelOf(finding));
}
