using System.Text;
using CovidCxr.Core.Evaluation;
using CovidCxr.Reports.Audits;
using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Tests.Audits;
using Xunit;

namespace CovidCxr.Reports.Tests.Checklists;

public sealed class ChecklistTests
{
    private const int ClaimItems = 44, TripodItems = 27, TripodParts = 52; // as both were published

    [Fact]
    public void Every_item_of_both_guidelines_has_an_answer()
    {
        foreach (var answers in (IAnswers[])[new AuditAnswers(AuditReportTests.Small("model")), Evaluated(SmallEvaluation.Input)])
        {
            var (claim, tripod) = (Checklist.Of(answers)[0], Checklist.Of(answers)[1]);
            Assert.Equal(Enumerable.Range(1, ClaimItems).Select(i => $"{i}"), claim.Items.Select(item => item.Number));
            Assert.Equal(TripodItems, tripod.Items.Select(item => item.Number.TrimEnd("abcdefg".ToCharArray())).Distinct().Count());
            Assert.Equal(TripodParts, tripod.Items.DistinctBy(item => item.Number).Count());
            Assert.Equal(TripodParts, tripod.Items.Count);
            Assert.All(claim.Items.Concat(tripod.Items), item => Assert.NotEqual("", item.Where));
        }
    }

    [Fact]
    public void What_an_audit_did_not_measure_is_said_with_its_reason()
    {
        var robustness = Claim(new AuditAnswers(AuditReportTests.Small("model")), "30");

        Assert.Equal((ItemState.NotDone, "not measured: for a test"), (robustness.State, robustness.Where));
    }

    [Fact]
    public void An_evaluation_says_what_it_measured_and_what_only_an_audit_does()
    {
        var bare = SmallEvaluation.Input with { Distorted = [], Controls = [], Train = [] };

        Assert.Equal((ItemState.Done, "distortions"), State(SmallEvaluation.Input, "30"));
        Assert.Equal((ItemState.NotDone, null), State(bare, "30"));
        Assert.Equal((ItemState.Done, "controls"), State(SmallEvaluation.Input, "40"));
        Assert.Equal((ItemState.NotDone, null), State(bare, "40"));
        Assert.Equal((ItemState.Partly, "dataset"), State(SmallEvaluation.Input, "25"));
        Assert.Equal((ItemState.NotDone, null), State(bare, "25"));
        Assert.Contains("covidcxr audit", Claim(Evaluated(SmallEvaluation.Input), "31").Where);
        Assert.Contains("\nCLAIM 2024,30,robustness,yes,", Encoding.UTF8.GetString(SmallEvaluation.Files["checklist.csv"]));
    }

    private static (ItemState State, string? Anchor) State(EvaluationInput input, string number)
    {
        var item = Claim(Evaluated(input), number);
        return (item.State, item.Anchor);
    }

    private static ChecklistItem Claim(IAnswers answers, string number) =>
        Checklist.Of(answers)[0].Items.Single(item => item.Number == number);

    private static EvaluationAnswers Evaluated(EvaluationInput input) =>
        new(input, EvaluationMetrics.Measure(input.Test, input.Train, input.Val, input.Controls, input.Seed));
}
