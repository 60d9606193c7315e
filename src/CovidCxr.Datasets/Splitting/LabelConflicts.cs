using CovidCxr.Core;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Removes images whose copies have contradicting labels.</summary>
internal static class LabelConflicts
{
    /// <summary>Sets <see cref="PlacedImage.Removed"/> of the images to leave out.</summary>
    public static void Remove(IReadOnlyList<PlacedImage> images)
    {
        foreach (var copies in images.GroupBy(image => image.SameXRay).Where(copies => copies.Skip(1).Any()))
        {
            var classes = copies.Where(copy => !copy.IsControl).Select(copy => copy.Class!.Value).ToHashSet();
            foreach (var copy in copies)
                copy.Removed = Reason(copy, classes);
        }
    }

    private static string? Reason(PlacedImage copy, HashSet<Finding> classes)
    {
        if (copy.IsControl)
            return classes.Count > 0 ? RemovalReason.ControlHasClass : null;
        if (copy.Class == Finding.Covid19)
            return classes.Count > 1 ? RemovalReason.OlderThanCovid : null;
        return classes.Contains(Finding.Normal) && classes.Contains(Finding.Pneumonia) ? RemovalReason.TwoLabels : null;
    }
}
