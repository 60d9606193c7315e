using CovidCxr.Audit.Probing;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Audit.Tests.Probing;

public class LinearModelTests
{
    [Fact]
    public void It_tells_classes_that_a_line_divides()
    {
        var (rows, labels) = Drawn(200, apart: 3);
        var model = LinearModel.Fit(rows, labels, 3);

        var right = rows.Zip(labels, (row, label) => Array.IndexOf(model.Predict(row), model.Predict(row).Max()) == label ? 1 : 0).Sum();

        Assert.True(right > 190, $"{right} of 200");
        Assert.All(rows, row => Assert.Equal(1, model.Predict(row).Sum(), 9));
    }

    [Fact]
    public void On_patients_that_it_did_not_learn_from_noise_tells_nothing()
    {
        var (rows, labels) = Drawn(300, apart: 0);
        string[] groups = [.. Enumerable.Range(0, 300).Select(i => $"{i / 2}")];

        var predicted = GroupedFolds.Predict(rows, labels, groups, 3)!;

        var auc = new RocCurve([.. predicted.Select(p => p[0])], [.. labels.Select(label => label == 0)]).Auc;
        Assert.InRange(auc, 0.35, 0.65);
    }

    [Fact]
    public void It_takes_several_patients_and_two_classes()
    {
        var (rows, labels) = Drawn(20, apart: 3);
        Assert.Null(GroupedFolds.Predict(rows, labels, [.. Enumerable.Repeat("one", 20)], 3));
        Assert.Null(GroupedFolds.Predict(rows, new int[20], [.. Enumerable.Range(0, 20).Select(i => $"{i}")], 3));
    }

    private static (double[][] Rows, int[] Labels) Drawn(int count, double apart)
    {
        var random = new SplitMix64(3);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        double[] Row(int label) => [.. Enumerable.Range(0, 6).Select(j => (label == j ? apart : 0) + random.Between(-1, 1)), 7];
        return ([.. labels.Select(Row)], labels);
    }
}
