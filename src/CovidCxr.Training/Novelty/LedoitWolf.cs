using System.Numerics.Tensors;

namespace CovidCxr.Training.Novelty;

/// <summary>A covariance that can be inverted, and its inverse's root. Plain arithmetic: the same on any number of threads.</summary>
internal static class LedoitWolf
{
    // Features that never differ would give a covariance of zero.
    private const double Least = 1e-12;

    /// <summary>
    /// The covariance drawn towards a multiple of the identity as far as its own uncertainty asks for (Ledoit and Wolf 2004); without
    /// that, directions in which the images hardly differ would decide everything.
    /// </summary>
    /// <param name="rows">[n][c], mean zero.</param>
    /// <returns>[c, c].</returns>
    public static double[,] Fit(IReadOnlyList<double[]> rows)
    {
        var (n, c) = (rows.Count, rows[0].Length);
        var columns = Enumerable.Range(0, c).Select(j => rows.Select(row => row[j]).ToArray()).ToArray();
        var squares = columns.Select(column => column.Select(value => value * value).ToArray()).ToArray();
        var covariance = new double[c, c];
        var uncertainty = 0.0; // of all entries together, as a variance
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
            {
                covariance[i, j] = TensorPrimitives.Dot<double>(columns[i], columns[j]) / n;
                uncertainty += ((TensorPrimitives.Dot<double>(squares[i], squares[j]) / n) - (covariance[i, j] * covariance[i, j])) / n;
            }

        var level = Math.Max(Enumerable.Range(0, c).Sum(i => covariance[i, i]) / c, Least);
        var distance = 0.0; // between the covariance and the multiple of the identity
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
                distance += Square(covariance[i, j] - (i == j ? level : 0));
        var share = distance > 0 ? Math.Clamp(uncertainty / distance, 1e-6, 1) : 1;
        for (var i = 0; i < c; i++)
            for (var j = 0; j < c; j++)
                covariance[i, j] = ((1 - share) * covariance[i, j]) + (i == j ? share * level : 0);
        return covariance;
    }

    /// <summary>W with W Wᵀ the inverse of a matrix: a row vector x is as long after x W as x M⁻¹ xᵀ says, squared.</summary>
    /// <param name="matrix">[c, c], symmetric and positive definite.</param>
    /// <returns>[c, c], upper triangular.</returns>
    public static double[,] Whitening(double[,] matrix)
    {
        var root = Cholesky(matrix);
        var c = matrix.GetLength(0);
        var inverse = new double[c, c]; // W: the transpose of the root's inverse, column by column by substitution
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

    /// <summary>The lower triangular L with L Lᵀ the matrix.</summary>
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
