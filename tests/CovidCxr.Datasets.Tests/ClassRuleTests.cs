using CovidCxr.Core;
using Xunit;

namespace CovidCxr.Datasets.Tests;

public sealed class ClassRuleTests
{
    [Fact]
    public void All_classes_in_all_splits_pass() => ClassRule.Check("--data d", (_, _) => true, [], _ => "");

    [Fact]
    public void A_class_without_an_image_is_named_with_its_splits_and_the_way_on()
    {
        var message = Refused((split, finding) => finding != Finding.Covid19 || split == DatasetSplit.Train);
        Assert.Equal("--data d: no image of COVID-19 in val and test; get COVID-19, or go on without the class: --without COVID-19",
            message);
    }

    [Fact]
    public void Classes_that_are_gone_from_the_same_splits_are_named_together()
    {
        var message = Refused((split, finding) => finding == Finding.Covid19 && split != DatasetSplit.Test);
        Assert.Equal(
            "--data d: no image of COVID-19 in test; no image of Normal and Pneumonia in train, val and test; "
            + "get COVID-19, Normal, Pneumonia, or go on without the classes: --without COVID-19,Normal,Pneumonia",
            message);
    }

    [Fact]
    public void A_class_that_is_left_out_by_name_needs_no_image()
        => ClassRule.Check("--data d", (_, finding) => finding != Finding.Normal, [Finding.Normal], _ => "");

    [Fact]
    public void Too_few_classes_are_refused()
    {
        ClassRule.CheckLeaves([Finding.Covid19], 2);
        ClassRule.CheckLeaves([Finding.Covid19, Finding.Normal], 1);
        Assert.StartsWith(
            "--without COVID-19,Normal: leaves only Pneumonia",
            Assert.Throws<InputException>(() => ClassRule.CheckLeaves([Finding.Covid19, Finding.Normal], 2)).Message);
        Assert.StartsWith(
            "--without COVID-19,Normal,Pneumonia: leaves no class",
            Assert.Throws<InputException>(() => ClassRule.CheckLeaves(Findings.All, 1)).Message);
    }

    private static string Refused(Func<DatasetSplit, Finding, bool> has) => Assert.Throws<InputException>(
        () => ClassRule.Check("--data d", has, [],
            classes => $"get {string.Join(", ", classes.Select(finding => finding.Name()))}")).Message;
}
