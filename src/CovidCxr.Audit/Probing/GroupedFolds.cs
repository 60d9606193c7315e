using CovidCxr.Core;

namespace CovidCxr.Audit.Probing;

/// <summary>
/// Predicts every image by a linear model that did not learn from its patient (cross-validation over groups), so that a linear model can be
/// set beside a network on the same images.
/// </summary>
internal static class GroupedFolds
{
    private const int Folds = 5;

    /// <summary>Predicts all rows.</summary>
    /// <param name="rows">[n][c].</param>
    /// <param name="labels">[n], 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="groups">[n] the patient groups.</param>
    /// <param name="classes">k.</param>
    /// <returns>[n][k] probabilities; null if there are fewer groups than folds, or fewer than two classes.</returns>
    public static double[][]? Predict(
        IReadOnlyList<double[]> rows, IReadOnlyList<int> labels, IReadOnlyList<string> groups, int classes)
    {
        var names = groups.Distinct().ToList();
        if (names.Count < Folds || labels.Distinct().Count() < 2)
            return null;
        var foldOf = SeededOrder.Of(names, 0, "audit folds").Index().ToDictionary(item => item.Item, item => item.Index % Folds);
        var predicted = new double[rows.Count][];
        Parallel.For(0, Folds, fold =>
        {
            int[] learned = [.. Enumerable.Range(0, rows.Count).Where(i => foldOf[groups[i]] != fold)];
            var model = LinearModel.Fit([.. learned.Select(i => rows[i])], [.. learned.Select(i => labels[i])], classes);
            for (var i = 0; i < rows.Count; i++)
                if (foldOf[groups[i]] == fold)
                    predicted[i] = model.Predict(rows[i]);
        });
        return predicted;
    }
}
