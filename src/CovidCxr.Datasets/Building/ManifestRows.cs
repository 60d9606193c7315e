using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Turns placed pictures into rows of the manifest.</summary>
internal static class ManifestRows
{
    /// <summary>The row of every picture; null for a removed one.</summary>
    public static DatasetImage?[] Of(List<PlacedImage> placed)
    {
        var files = ImageNames.Files(placed.Select(image => image.Image.SourceImage));
        var rows = new DatasetImage?[placed.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = placed[i].Removed is null ? Row(placed[i], files[i]) : null;
        var firstKept = FirstKept(placed, rows);
        for (var i = 0; i < rows.Length; i++)
            if (rows[i] is { } row && firstKept[placed[i].SameXRay] is var original && original != row.Path)
                rows[i] = row with { DuplicateOf = original };
        return rows;
    }

    /// <summary>The rows in the manifest's order: by split, class and path.</summary>
    public static IEnumerable<DatasetImage> InOrder(DatasetImage?[] rows)
        => rows.OfType<DatasetImage>()
            .OrderBy(row => row.Split)
            .ThenBy(row => Findings.FromName(row.Class))
            .ThenBy(row => row.Path, StringComparer.Ordinal);

    /// <summary>Of every X-ray the path of its first picture that stays.</summary>
    public static Dictionary<int, string> FirstKept(List<PlacedImage> placed, DatasetImage?[] rows)
    {
        var first = new Dictionary<int, string>();
        for (var i = 0; i < rows.Length; i++)
            if (rows[i] is { } row)
                first.TryAdd(placed[i].SameXRay, row.Path);
        return first;
    }

    /// <summary>The value of the column <c>class</c>.</summary>
    public static string ClassName(SourceImage study) => study.Class?.Name() ?? study.FindingAsWritten;

    private static DatasetImage Row(PlacedImage placed, string file)
    {
        var study = placed.Image.SourceImage;
        var split = placed.Split ?? throw new InvalidOperationException($"{study.Source} {study.Original} has no split");
        return new DatasetImage(
            $"{split.Folder()}/{ImageNames.Folder(study.Class, study.FindingAsWritten)}/{file}",
            split,
            ClassName(study),
            study.FindingAsWritten,
            study.Source,
            study.Patient,
            placed.Group,
            study.View,
            study.Sex,
            study.Age,
            study.Licence,
            study.Url,
            placed.Image.Width,
            placed.Image.Height,
            placed.Image.Sha256,
            placed.Image.Hash.ToString(),
            "",
            study.Original);
    }
}
