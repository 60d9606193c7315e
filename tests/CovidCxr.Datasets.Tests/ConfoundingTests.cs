using Xunit;

namespace CovidCxr.Datasets.Tests;

public sealed class ConfoundingTests
{
    [Fact]
    public void Ages_are_counted_in_bands_whatever_the_collection_writes()
    {
        string[] ages = ["1-5", "0", "17", "18", "mid 50s", "64.0", "65", "90", "", "unknown"];
        Assert.Equal(
            [("0-5", 2), ("6-17", 1), ("18-39", 1), ("40-64", 2), ("65 and over", 2), ("not known", 2)],
            Confounding.ByAge(ages.Select(age => Image("Normal", "a", age: age))).Select(row => (row.Value, row.Normal)));
    }

    [Fact]
    public void Views_are_counted_by_their_projection()
    {
        string[] views = ["AP Supine", "PA", "AP", ""];
        Assert.Equal(
            [("AP", 2), ("PA", 1), ("not known", 1)],
            Confounding.ByView(views.Select(view => Image("COVID-19", "a", view: view))).Select(row => (row.Value, row.Covid19)));
    }

    [Fact]
    public void A_source_predicts_the_class_as_far_as_it_has_one_class()
    {
        DatasetImage[] images =
        [
            Image("COVID-19", "a"), Image("COVID-19", "a"), Image("Normal", "a"), Image("Normal", "b"), Image("Normal", "b"),
            Image("SARS", "a", DatasetSplit.Controls), Image("Pneumonia", "a", DatasetSplit.Test),
        ];
        Assert.Equal((0.8, 0.6), Confounding.SourcePredictsClass(images));
        Assert.Contains("alone is right for 80.0 %; always guessing the commonest class, for 60.0 %", Confounding.Sentence(images));
        Assert.Equal((0, 0), Confounding.SourcePredictsClass([]));
    }

    private static DatasetImage Image(
        string @class, string source, DatasetSplit split = DatasetSplit.Train, string view = "", string age = "") =>
        new("x.png", split, @class, @class, source, "p", "g", view, "", age, "", "", 1, 1, "", "", "", "");
}
