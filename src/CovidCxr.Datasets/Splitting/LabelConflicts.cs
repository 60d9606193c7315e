using CovidCxr.Core;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Removes images whose copies have contradicting labels.</summary>
internal static class LabelConflicts
{
    /// <summary>The year in which chest X-rays of COVID-19 were first published.</summary>
    public const int FirstYearOfCovid = 2020;

    /// <summary>Sets <see cref="PlacedImage.Removed"/> of the images to leave out.</summary>
    public static void Remove(IReadOnlyList<PlacedImage> images)
    {
        foreach (var copies in images.GroupBy(image => image.SameXRay).Where(copies => copies.Skip(1).Any()))
        {
            var olderThanCovid = copies.Any(copy => !copy.IsControl && copy.Class != Finding.Covid19 && IsOlderThanCovid(copy));
            var classes = copies.Where(copy => !copy.IsControl).Select(copy => copy.Class!.Value).ToHashSet();
            foreach (var copy in copies)
                copy.Removed = Reason(copy, classes, olderThanCovid);
        }
    }

    private static bool IsOlderThanCovid(PlacedImage copy) => copy.SourceImage.Source.Released < FirstYearOfCovid;

    private static string? Reason(PlacedImage copy, HashSet<Finding> classes, bool olderThanCovid)
    {
        if (copy.IsControl)
            return classes.Count > 0 ? RemovalReason.ControlHasClass : null;
        if (copy.Class == Finding.Covid19 && olderThanCovid)
            return RemovalReason.OlderThanCovid;
        if (classes.Contains(Finding.Covid19) && classes.Count > 1 && !olderThanCovid)
            return RemovalReason.LabelsDisagree;
        return classes.Contains(Finding.Normal) && classes.Contains(Finding.Pneumonia) ? RemovalReason.TwoLabels : null;
    }
}
