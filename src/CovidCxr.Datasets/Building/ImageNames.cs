using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Building;

/// <summary>Names the dataset's images and folders, so that every operating system can hold them.</summary>
internal static class ImageNames
{
    private const int LongestName = 120;

    /// <summary>A file name for every study: <c>source_name.png</c>, unique in the whole dataset whatever the letters' case.</summary>
    public static string[] Files(IEnumerable<SourceImage> studies)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. studies.Select(study =>
        {
            var name = Plain($"{study.Source}_{Path.GetFileNameWithoutExtension(study.Original)}");
            name = name[..Math.Min(name.Length, LongestName)];
            var unique = name;
            for (var copy = 2; !taken.Add(unique); copy++)
                unique = $"{name}_{copy}";
            return unique + ".png";
        })];
    }

    /// <summary>The folder of a class or of a control's finding: <c>COVID19</c>, <c>NO_FINDING</c>.</summary>
    public static string Folder(Finding? finding, string findingAsWritten)
        => finding is { } known ? known.Folder() : Plain(findingAsWritten).Trim('_', '.').ToUpperInvariant();

    private static string Plain(string text)
        => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}
