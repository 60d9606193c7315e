namespace CovidCxr.Datasets;

/// <summary>How much a dataset holds of one class in one split: a cell of table 1.</summary>
/// <param name="Split">The split.</param>
/// <param name="Class">A finding's name; among controls the source's own finding.</param>
/// <param name="Images">Images, at least 1.</param>
/// <param name="Patients">Different patients among them.</param>
/// <param name="Groups">Different groups among them.</param>
public sealed record DatasetCount(DatasetSplit Split, string Class, int Images, int Patients, int Groups)
{
    /// <summary>Counts a manifest, ordered by split and then by class name.</summary>
    public static IReadOnlyList<DatasetCount> Of(IEnumerable<DatasetImage> images) =>
    [
        .. images
            .GroupBy(image => (image.Split, image.Class))
            .OrderBy(cell => cell.Key.Split)
            .ThenBy(cell => cell.Key.Class, StringComparer.Ordinal)
            .Select(cell => new DatasetCount(
                cell.Key.Split,
                cell.Key.Class,
                cell.Count(),
                cell.Select(image => image.Patient).Distinct().Count(),
                cell.Select(image => image.Group).Distinct().Count())),
    ];
}
