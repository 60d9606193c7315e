using CovidCxr.Core;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>Leaves out the heat maps that this program wrote, where they lie among the X-rays, and counts them.</summary>
public sealed class OwnHeatmaps
{
    private int count;

    /// <summary>What was left out, one line; null if nothing was.</summary>
    public string? Note => count == 0 ? null : $"left out {Counted.Of(count, "heat map")} of this program: no X-rays";

    /// <summary>The files that are no heat maps, in their order. Only the beginning of PNG files is read.</summary>
    public IEnumerable<FoundFile> Without(IEnumerable<FoundFile> files)
    {
        foreach (var file in files)
            if (file.Error is null && file.Path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) && HeatmapFolder.IsHeatmap(file.Path))
                count++;
            else
                yield return file;
    }
}
