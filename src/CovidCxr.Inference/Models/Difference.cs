namespace CovidCxr.Inference.Models;

/// <summary>How far two lists of numbers are apart.</summary>
internal static class Difference
{
    /// <summary>The largest absolute difference; NaN where one holds a NaN or they differ in length, so that no comparison passes by accident.</summary>
    public static double Largest(IEnumerable<float> values, IEnumerable<double> expected)
    {
        using var other = expected.GetEnumerator();
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, other.MoveNext() ? Math.Abs(value - other.Current) : double.NaN); // Math.Max hands a NaN on, LINQ's Max does not
        return other.MoveNext() ? double.NaN : largest;
    }
}
