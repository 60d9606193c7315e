using System.Numerics.Tensors;

namespace CovidCxr.Training.Novelty;

/// <summary>
/// An invertible estimate of a covariance (Ledoit and Wolf 2004), and the whitening transform that belongs to it. Single-threaded, so the
/// result does not depend on the number of threads.
/// </summary>
internal static class LedoitWolf
{
    // Lower bound of the mean variance: features that never differ would give a covariance of zero.
    private const double SmallestVariance = 1e-12;

    /// <summary>
    /// Estimates the covariance, shrunk toward a multiple of the identity as far as its own uncertainty requires: otherwise directions
    /// in which the images hardly differ would dominate the distance.
    /// </summary>
    /// <param name="rows">[n][c], with mean zero.</param>
    /// <returns>[c, c].</returns>
    public static double[,] Fit(IReadOnlyList<double[]> rows)
    {
        var (n, c) = (rows.Count, rows[0].Length);
        var columns = Enumerable.Range(0, c).Select(j => rows.Select(row => row[j]).ToArray()).ToArray();
        var squares = columns.Select(column => column.Select(value => value * value).ToArray()).ToArray();
        var covariance = new double[c, c];
        var uncertainty = 0.0; // the sum of the entries' variances
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
            {
                covariance[i, j] = TensorPrimitives.Dot<double>(columns[i], columns[j]) / n;
                var meanOfSquares = TensorPrimitives.Dot<double>(squares[i], squares[j]) / n;
                uncertainty += (meanOfSquares - (covariance[i, j] * covariance[i, j])) / n;
            }

        var variance = Math.Max(Enumerable.Range(0, c).Sum(i => covariance[i, i]) / c, SmallestVariance);
        var distance = 0.0; // squared, from the covariance to the multiple of the identity
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
                distance += Square(covariance[i, j] - (i == j ? variance : 0));
        var shrinkage = distance > 0 ? Math.Clamp(uncertainty / distance, 1e-6, 1) : 1;
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
                covariance[i, j] = ((1 - shrinkage) * covariance[i, j]) + (i == j ? shrinkage * variance : 0);
        return covariance;
    }

    /// <summary>Computes W with W Wᵀ = M⁻¹, so that the squared length of x W is x M⁻¹ xᵀ for every row vector x.</summary>
    /// <param name="matrix">M, [c, c], symmetric and positive definite.</param>
    /// <returns>W, [c, c], upper triangular.</returns>
    public static double[,] Whitening(double[,] matrix)
    {
        var root = Cholesky(matrix);
        var c = matrix.GetLength(0);
        var inverse = new double[c, c]; // the transpose of the root's inverse, column by column by substitution
        for (var column = 0; column < c; column++)
            for (var i = column; i < c; i++)
            {
                var sum = i == column ? 1.0 : 0;
                for (var k = column; k < i; k++)
                    sum -= root[i, k] * inverse[column, k];
                inverse[column, i] = sum / root[i, i];
            }
        return inverse;
    }

    /// <summary>Computes the lower triangular L with L Lᵀ = M.</summary>
    private static double[,] Cholesky(double[,] matrix)
    {
        var c = matrix.GetLength(0);
        var root = new double[c, c];
        for (var i = 0; i < c; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= root[i, k] * root[j, k];
                root[i, j] = i == j ? Math.Sqrt(sum) : sum / root[j, j];
            }
        return root;
    }

    private static double Square(double value) => value * value;
}
