using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Maps for networks that have none of their own (Zeiler and Fergus 2014): a gray square slides over the image, and where it hides what
/// speaks for the class, the class's probability falls.
/// </summary>
internal static class Occlusion
{
    /// <summary>Places across and down.</summary>
    private const int Places = 10;

    /// <summary>A square covers its own place and half of each neighbor's.</summary>
    private const int SquarePerPlace = 2;

    /// <summary>Covered images that are scored at once.</summary>
    private const int Batch = 25;

    /// <summary>The map of a class; it takes a hundred scorings.</summary>
    public static HeatMap Map(IClassifier classifier, ScaledImage picture, Finding finding, double probability)
    {
        var side = picture.Side;
        var area = side * side;
        var gray = (byte)Math.Round(picture.Pixels.Average(value => value));
        var falls = new float[Places * Places];
        var batch = new byte[Batch * area];
        for (var first = 0; first < falls.Length; first += Batch)
        {
            for (var i = 0; i < Batch; i++)
            {
                var covered = batch.AsSpan(i * area, area);
                picture.Pixels.CopyTo(covered);
                Cover(covered, side, (first + i) % Places, (first + i) / Places, gray);
            }
            var outputs = classifier.Classify(batch, Batch);
            for (var i = 0; i < Batch; i++)
                falls[first + i] = (float)(probability - outputs[i].Probabilities[(int)finding]);
        }
        return HeatMap.Of(falls, Places, Places);
    }

    private static void Cover(Span<byte> pixels, int side, int column, int row, byte gray)
    {
        var (left, right) = Reach(column, side);
        var (top, bottom) = Reach(row, side);
        for (var y = top; y < bottom; y++)
            pixels[((y * side) + left)..((y * side) + right)].Fill(gray);
    }

    private static (int From, int To) Reach(int place, int side)
    {
        var middle = (place + 0.5) * side / Places;
        var half = SquarePerPlace * side / 2.0 / Places;
        return ((int)Math.Max(0, Math.Round(middle - half)), (int)Math.Min(side, Math.Round(middle + half)));
    }
}
