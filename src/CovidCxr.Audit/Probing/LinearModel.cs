using System.Numerics.Tensors;

namespace CovidCxr.Audit.Probing;

/// <summary>
/// Logistic regression of several classes with an L2 penalty: what a straight line can tell from some numbers of an image (linear probe,
/// Alain and Bengio 2016). Fitted by gradient descent with momentum (Nesterov 1983), always the same way.
/// </summary>
internal sealed class LinearModel
{
    private const int Steps = 300;

    private readonly int classes;
    private readonly double[] mean, deviation;
    private readonly double[][] weights; // [k][c + 1], the last one the bias

    private LinearModel(int classes, double[] mean, double[] deviation)
    {
        (this.classes, this.mean, this.deviation) = (classes, mean, deviation);
        weights = [.. Enumerable.Range(0, classes).Select(_ => new double[mean.Length + 1])];
    }

    /// <summary>Fits a model.</summary>
    /// <param name="rows">[n][c], at least one row.</param>
    /// <param name="labels">[n], 0 to <paramref name="classes"/> - 1; every class counts the same, however many rows it has.</param>
    /// <param name="classes">k.</param>
    /// <param name="penalty">Of the squared weights, per row.</param>
    public static LinearModel Fit(IReadOnlyList<double[]> rows, IReadOnlyList<int> labels, int classes, double penalty = 0.01)
    {
        var width = rows[0].Length;
        var mean = new double[width];
        var deviation = new double[width];
        for (var j = 0; j < width; j++)
        {
            mean[j] = rows.Average(row => row[j]);
            deviation[j] = Math.Sqrt(rows.Average(row => (row[j] - mean[j]) * (row[j] - mean[j])));
        }
        var model = new LinearModel(classes, mean, deviation);
        var standard = rows.Select(model.Standardized).ToArray();
        var counts = Enumerable.Range(0, classes).Select(k => labels.Count(label => label == k)).ToArray();
        var present = counts.Count(count => count > 0);
        double[] share = [.. labels.Select(label => 1.0 / (present * counts[label]))];
        // The curvature of the loss is at most a quarter of the mean squared length of a row, twice over for several classes.
        var rate = 1 / ((0.5 * standard.Average(row => TensorPrimitives.SumOfSquares<double>(row))) + penalty);
        var before = model.weights.Select(row => (double[])row.Clone()).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var momentum = step / (step + 3.0);
            for (var k = 0; k < classes; k++)
                for (var j = 0; j <= width; j++)
                {
                    var ahead = model.weights[k][j] + (momentum * (model.weights[k][j] - before[k][j]));
                    before[k][j] = model.weights[k][j];
                    model.weights[k][j] = ahead;
                }
            var gradient = model.weights.Select(row => new double[width + 1]).ToArray();
            for (var i = 0; i < standard.Length; i++)
            {
                var probabilities = model.Softmax(standard[i]);
                for (var k = 0; k < classes; k++)
                    TensorPrimitives.MultiplyAdd(
                        standard[i], share[i] * (probabilities[k] - (labels[i] == k ? 1 : 0)), gradient[k], gradient[k]);
            }
            for (var k = 0; k < classes; k++)
                for (var j = 0; j <= width; j++)
                    model.weights[k][j] -= rate * (gradient[k][j] + (j < width ? penalty * model.weights[k][j] : 0));
        }
        return model;
    }

    /// <summary>The probabilities of the classes, [k].</summary>
    /// <param name="row">[c].</param>
    public double[] Predict(double[] row) => Softmax(Standardized(row));

    // With a one at its end, for the bias; a number that never differs says nothing.
    private double[] Standardized(double[] row)
    {
        var standard = new double[row.Length + 1];
        for (var j = 0; j < row.Length; j++)
            standard[j] = deviation[j] < 1e-9 ? 0 : Math.Clamp((row[j] - mean[j]) / deviation[j], -10, 10);
        standard[^1] = 1;
        return standard;
    }

    private double[] Softmax(double[] standard)
    {
        var scores = new double[classes];
        for (var k = 0; k < classes; k++)
            scores[k] = TensorPrimitives.Dot<double>(standard, weights[k]);
        TensorPrimitives.SoftMax<double>(scores, scores);
        return scores;
    }
}
