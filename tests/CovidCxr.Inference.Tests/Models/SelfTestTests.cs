using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using Xunit;

namespace CovidCxr.Inference.Tests.Models;

public sealed class SelfTestTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_with_the_expected_probabilities_passes()
    {
        var result = Run(TinyModel.Card.SelfTest);
        Assert.True(result.Passed);
        Assert.InRange(result.Difference, 0, 1e-6);
    }

    [Fact]
    public void A_model_with_other_probabilities_fails()
    {
        var wrong = TinyModel.Probabilities(100);
        wrong[1] += 0.01;
        var result = Run(TinyModel.Card.SelfTest with { Probabilities = wrong });
        Assert.False(result.Passed);
        Assert.Equal(0.01, result.Difference, 1e-6);
    }

    [Fact]
    public void Every_output_that_the_card_knows_is_compared()
    {
        var test = TinyModel.Card.SelfTest;
        Assert.Equal("scores", Run(test with { Scores = [1.1, -2, 0.5] }).Output);
        Assert.Equal("maps", Run(test with { Maps = [.. test.Maps.Select((value, i) => i == 20 ? value + 0.5 : value)] }).Output);
        var novelty = Run(test with { Novelty = 90 });
        Assert.Equal(("novelty", false), (novelty.Output, novelty.Passed));
        Assert.Equal(10.0 / 90, novelty.Difference, 1e-6);
        Assert.True(Run(test with { Scores = [], Maps = [], Novelty = null }).Passed);
    }

    [Fact]
    public void A_changed_weight_is_noticed()
    {
        var model = TinyModel.Build();
        var weights = model.Graph.Initializer[0].RawData.ToByteArray();
        BitConverter.GetBytes(float.NaN).CopyTo(weights, 0);
        model.Graph.Initializer[0].RawData = Google.Protobuf.ByteString.CopyFrom(weights);
        using var file = OnnxClassifier.Open(folder.Write(model), threads: 1);
        Assert.False(SelfTestResult.Run(file).Passed);
    }

    [Fact]
    public void Parity_names_the_largest_difference_of_every_output()
    {
        using var file = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        var pixels = new byte[2 * TinyModel.Size * TinyModel.Size];
        var same = new ReferenceOutputs
        {
            Count = 2,
            Pixels = pixels,
            Scores = new float[6],
            Probabilities = [.. Enumerable.Repeat(1 / 3f, 6)],
            Maps = new float[2 * 3 * 16],
        };
        Assert.True(Parity.Measure(file, same).Holds);

        var apart = Parity.Measure(file, same with { Scores = [0, 0, 0, 0, 0.5f, 0] });
        Assert.Equal((false, 0.5), (apart.Holds, apart.Scores));
        Assert.False(Parity.Measure(file, same with { Maps = [] }).Holds);
        Assert.False(Parity.Measure(file, same with { Probabilities = [.. Enumerable.Repeat(float.NaN, 6)] }).Holds);
    }

    private SelfTestResult Run(SelfTest test)
    {
        using var file = OnnxClassifier.Open(folder.Write(TinyModel.Build(TinyModel.Card with { SelfTest = test })), threads: 1);
        return SelfTestResult.Run(file);
    }
}
