using CovidCxr.Training.Novelty;
using Xunit;

namespace CovidCxr.Training.Tests.Novelty;

public class LedoitWolfTests
{
    [Fact]
    public void The_distance_counts_deviations_along_each_direction()
    {
        // Two features, one ten times as wide as the other, rotated by 45 degrees; so many rows that shrinkage is negligible.
        var random = new Random(2);
        var rows = Enumerable.Range(0, 20_000).Select(_ =>
        {
            var (wide, narrow) = (10 * Normal(random), Normal(random));
            return new[] { (float)(wide + narrow + 3), (float)(wide - narrow - 5) };
        }).ToList();
        var distance = MahalanobisDistance.Fit(rows);

        Assert.Equal(0, distance.Of([3, -5]), 0.05);
        Assert.Equal(1, distance.Of([3 + 10, -5 + 10]), 0.05); // one deviation along the wide direction
        Assert.Equal(1, distance.Of([3 + 1, -5 - 1]), 0.05); //   and along the narrow one
        Assert.Equal(7, distance.Of([3 + 7, -5 - 7]), 0.2);
    }

    [Fact]
    public void The_whitening_is_a_root_of_the_inverse()
    {
        double[,] matrix = { { 4, 2, 0.5 }, { 2, 5, 1 }, { 0.5, 1, 3 } };
        var root = LedoitWolf.Whitening(matrix);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                // matrix times W Wᵀ
                var product = 0.0;
                for (var k = 0; k < 3; k++)
                    for (var l = 0; l < 3; l++)
                        product += matrix[i, k] * root[k, l] * root[j, l];
                Assert.Equal(i == j ? 1 : 0, product, 1e-12);
            }
    }

    [Fact]
    public void Fewer_images_than_features_still_give_a_distance()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 20).Select(_ => (float)Normal(random)).ToArray()).ToList();
        var distance = MahalanobisDistance.Fit(rows);
        Assert.All(rows, row => Assert.InRange(distance.Of(row), 0.1f, 100f));
        Assert.True(distance.Of([.. Enumerable.Repeat(50f, 20)]) > 3 * rows.Max(row => distance.Of(row)));
    }

    [Fact]
    public void Features_that_never_differ_give_a_finite_distance()
    {
        var distance = MahalanobisDistance.Fit([.. Enumerable.Range(0, 4).Select(_ => new float[] { 1, 2 })]);
        Assert.Equal(0, distance.Of([1, 2]));
        Assert.True(float.IsFinite(distance.Of([1, 3])));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
