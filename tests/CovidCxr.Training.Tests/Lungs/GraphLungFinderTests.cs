using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Lungs;
using Xunit;

namespace CovidCxr.Training.Tests.Lungs;

public sealed class GraphLungFinderTests
{
    [Fact]
    public void The_lungs_read_out_of_the_model_file_are_those_of_the_lung_finder()
    {
        using var trained = LungFinder.Open(LungNetwork.Cells);
        using var classifier = OnnxClassifier.Open(ShippedModel.Path);
        using var graph = GraphLungFinder.Open(ShippedModel.Path, classifier.InputSize)!;
        foreach (var plan in Samples.All)
        {
            var pixels = ChestPhantom.Draw(plan with { Width = classifier.InputSize, Height = classifier.InputSize });
            var (expected, actual) = (trained.Find(pixels, classifier.InputSize, 1)[0], graph.Find(pixels, classifier.InputSize, 1)[0]);
            Assert.InRange(expected.Dice(actual), 0.97, 1);
        }
        Assert.Throws<ArgumentException>(() => graph.Find(new byte[4], 2, 1));
    }
}
