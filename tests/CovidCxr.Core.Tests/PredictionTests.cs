using Xunit;

namespace CovidCxr.Core.Tests;

public sealed class PredictionTests
{
    [Fact]
    public void Normalized_probabilities_sum_to_one_in_double_and_keep_their_ratios()
    {
        var probabilities = Prediction.Normalize([0.1f, 0.2f, 0.6999f]);
        Assert.Equal(1, probabilities.Sum(), 1e-15);
        Assert.Equal(2, probabilities[1] / probabilities[0], 1e-6);
    }
}
