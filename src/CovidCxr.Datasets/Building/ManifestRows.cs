using System.Diagnostics;
using CovidCxr.Core;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Turns placed images into rows of the manifest and gives their files names that every operating system accepts.</summary>
internal static class ManifestRows
{
    private const int LongestName = 120;

    /// <summary>Makes one row for each image, in the same order; null for a removed image.</summary>
    public static DatasetImage?[] Of(IReadOnlyList<PlacedImage> placed)
    {
        var files = FileNames(placed);
        var rows = new DatasetImage?[placed.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = placed[i].Removed is null ? Row(placed[i], files[i]) : null;
        var firstKept = FirstKept(placed, rows);
        for (var i = 0; i < rows.Length; i++)
            if (rows[i] is { } row && firstKept[placed[i].SameXRay] is var original && original != row.Path)
                rows[i] = row with { DuplicateOf = original };
        return rows;
    }

    /// <summary>Sorts the rows as the manifest lists them: by split, class and path.</summary>
    public static IEnumerable<DatasetImage> InOrder(DatasetImage?[] rows)
        => rows.OfType<DatasetImage>()
            .OrderBy(row => row.Split)
            .ThenBy(row => Findings.FromName(row.Class))
            .ThenBy(row => row.Path, StringComparer.Ordinal);

    /// <summary>Maps every X-ray to the path of its first image that stays.</summary>
    public static Dictionary<int, string> FirstKept(IReadOnlyList<PlacedImage> placed, DatasetImage?[] rows)
    {
        var first = new Dictionary<int, string>();
        for (var i = 0; i < rows.Length; i++)
            if (rows[i] is { } row)
                first.TryAdd(placed[i].SameXRay, row.Path);
        return first;
    }

    /// <summary>The value of the column <c>class</c>.</summary>
    public static string ClassName(Label label) => label switch
    {
        FindingLabel known => known.Finding.Name(),
        ControlLabel control => control.FindingAsWritten,
        _ => throw new UnreachableException($"{label} is not part of a dataset"),
    };

    private static DatasetImage Row(PlacedImage placed, string file)
    {
        var image = placed.SourceImage;
        var split = placed.Split ?? throw new UnreachableException($"{image.Source.Name} {image.Original} has no split");
        return new DatasetImage(
            $"{split.Folder()}/{Folder(image.Label)}/{file}",
            split,
            ClassName(image.Label),
            image.FindingAsWritten,
            image.Source.Name,
            image.Patient,
            placed.Group,
            image.View,
            image.Sex,
            image.Age,
            image.Licence,
            image.Url,
            placed.Hashed.Width,
            placed.Hashed.Height,
            placed.Hashed.Sha256,
            placed.Hashed.Hash.ToString(),
            "",
            image.Original,
            image.LabelBy);
    }

    // source_name.png, unique in the whole dataset whatever the letters' case.
    private static string[] FileNames(IReadOnlyList<PlacedImage> placed)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. placed.Select(image =>
        {
            var name = Plain($"{image.SourceImage.Source.Name}_{Path.GetFileNameWithoutExtension(image.SourceImage.Original)}");
            name = name[..Math.Min(name.Length, LongestName)];
            var unique = name;
            for (var copy = 2; !taken.Add(unique); copy++)
                unique = $"{name}_{copy}";
            return unique + ".png";
        })];
    }

    // The folder of a class or of a control's finding: COVID19, NO_FINDING.
    private static string Folder(Label label)
    {
        if (label.Class is { } finding)
            return finding.Folder();
        var name = Plain(ClassName(label));
        name = name[..Math.Min(name.Length, LongestName)].Trim('_', '.').ToUpperInvariant();
        return name.Length > 0 ? name : "OTHER";
    }

    private static string Plain(string text)
        => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}
