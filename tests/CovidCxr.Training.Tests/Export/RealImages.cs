using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Training.Tests.Export;

/// <summary>Real X-rays, if the public collections lie beside the repository.</summary>
internal static class RealImages
{
    private static readonly string? Folder = Find();

    /// <summary>[n, s, s]: adults and children by turns; drawn images if there are no real ones.</summary>
    /// <param name="count">n.</param>
    /// <param name="size">s, pixels.</param>
    public static byte[] Pixels(int count, int size)
    {
        if (Folder is null)
            return SyntheticModel.Pixels(count, size);
        var adults = Files("covid-chestxray-dataset/images");
        var children = Files("chest_xray/train/NORMAL");
        return
        [
            .. adults.Zip(children).SelectMany(pair => new[] { pair.First, pair.Second }).Take(count)
                .SelectMany(file => ImageDecoders.Default.ReadGray(file, size, size)),
        ];
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder!, folder)).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data") is var data && Directory.Exists(Path.Combine(data, "chest_xray")))
                return data;
        return null;
    }
}
