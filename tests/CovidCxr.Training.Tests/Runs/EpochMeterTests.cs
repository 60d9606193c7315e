using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Training.Runs;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

public class EpochMeterTests
{
    [Fact]
    public void An_image_without_a_score_above_half_counts_as_no_prediction()
    {
        var meter = new EpochMeter();
        meter.Add(1.5, [0.6f, 0.3f, 0.1f, 0.45f, 0.3f, 0.25f, 0.1f, 0.8f, 0.1f], [0, 0, 2]);
        Assert.Equal(2 / 3.0, meter.Accuracy, 1e-12); // the second one is correct by its highest score
        Assert.Equal(1 / 2.0, meter.Precision, 1e-12); // two scores above 0.5, one of them correct
        Assert.Equal(1 / 3.0, meter.Recall, 1e-12);
        Assert.Equal(1.5, meter.Loss, 1e-12);
    }

    [Fact]
    public void Precision_and_recall_are_those_of_the_evaluation()
    {
        var random = new Random(0);
        var meter = new EpochMeter();
        var images = new List<ScoredImage>();
        for (var batch = 0; batch < 20; batch++)
        {
            int[] labels = [.. Enumerable.Range(0, 8).Select(_ => random.Next(Findings.Count))];
            float[] scores = [.. labels.SelectMany(_ => Scores(random))];
            meter.Add(0, scores, labels);
            images.AddRange(scores.Select(score => (double)score).Chunk(Findings.Count)
                .Zip(labels, (probabilities, label) => new ScoredImage("", "", (Finding)label, probabilities)));
        }

        var expected = MicroAtHalf.Of(images);
        Assert.InRange(expected.Recall, 0.05, 0.95);
        Assert.Equal(expected, new MicroAtHalf(meter.Precision, meter.Recall));
    }

    [Fact]
    public void Continues_from_its_saved_line()
    {
        var whole = new EpochMeter();
        whole.Add(1.0 / 3, [0.6f, 0.3f, 0.1f], [0]);
        var resumed = EpochMeter.Load(whole.Save());
        foreach (var meter in new[] { whole, resumed })
            meter.Add(0.7, [0.2f, 0.7f, 0.1f, 0.2f, 0.2f, 0.6f], [1, 1]);
        Assert.Equal(whole.Save(), resumed.Save());
        Assert.Equal(3, resumed.Count);
    }

    // Every fifth image has a score of exactly a half, which counts as no prediction.
    private static float[] Scores(Random random)
    {
        if (random.Next(5) == 0)
            return [0.5f, 0.25f, 0.25f];
        var (a, b) = (random.NextSingle(), random.NextSingle());
        return [Math.Min(a, b), Math.Abs(a - b), 1 - Math.Max(a, b)];
    }
}
