namespace CovidCxr.Core.Evaluation;

/// <summary>
/// Chooses the controls that count: those of the collections that the COVID-19 images come from. A network that knows the collections
/// apart does well on the controls of all others.
/// </summary>
public static class SameOrigin
{
    /// <summary>The controls of the collections that have COVID-19 images; all of them if no collection has any.</summary>
    /// <param name="controls">The controls.</param>
    /// <param name="sourceOf">The collection of a control.</param>
    /// <param name="sourcesOfCovid19">The collections of the COVID-19 images.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> controls, Func<T, string> sourceOf, IEnumerable<string> sourcesOfCovid19)
    {
        var sources = sourcesOfCovid19.ToHashSet(StringComparer.Ordinal);
        return controls.Where(control => sources.Count == 0 || sources.Contains(sourceOf(control)));
    }
}
