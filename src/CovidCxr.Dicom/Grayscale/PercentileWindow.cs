namespace CovidCxr.Dicom.Grayscale;

/// <summary>
/// The window of a picture whose file gives none: from the 0.5th to the 99.5th percentile of the values in the collimated area, so that
/// neither a lead marker nor a direct exposure sets the contrast.
/// </summary>
internal static class PercentileWindow
{
    private const double Tail = 0.005;

    /// <summary>Finds the window.</summary>
    /// <param name="counts">How often each stored value occurs, by its number (<see cref="StoredValues.NumberOf"/>).</param>
    /// <param name="values">The stored values.</param>
    /// <param name="modality">From stored values to the modality's.</param>
    public static WindowFunction Of(int[] counts, StoredValues values, ModalityTransform modality)
    {
        var known = Enumerable.Range(0, counts.Length)
            .Where(number => counts[number] > 0 && !values.IsPadding(values.ValueOf(number)))
            .Select(number => (Value: modality.Of(values.ValueOf(number)), Count: (long)counts[number]))
            .OrderBy(value => value.Value)
            .ToList();
        if (known.Count == 0)
            return WindowFunction.Linear(0, 1, "no value but padding");
        var total = known.Sum(value => value.Count);
        var low = At((long)(Tail * (total - 1)));
        var high = At((long)Math.Ceiling((1 - Tail) * (total - 1)));
        if (low == high)
            (low, high) = (known[0].Value, known[^1].Value);
        return WindowFunction.Linear(low, high, "no window in the file: percentiles 0.5 and 99.5");

        double At(long place)
        {
            foreach (var (value, count) in known)
                if ((place -= count) < 0)
                    return value;
            return known[^1].Value;
        }
    }
}
