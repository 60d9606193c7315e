using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Maps for networks that have none of their own (Zeiler and Fergus 2014): a gray square slides over the image, and the class's probability
/// falls where the square hides what speaks for the class.
/// </summary>
public static class Occlusion
{
    /// <summary>Cells of the map across and down.</summary>
    private const int Cells = 10;

    /// <summary>The side of the square in cells: it covers its own cell and half of each neighbor.</summary>
    private const int SquareInCells = 2;

    /// <summary>Covered images that are classified at once; divides the number of cells.</summary>
    private const int Batch = 25;

    /// <summary>Makes the map of a class; classifies a hundred covered images.</summary>
    /// <param name="classifier">The network.</param>
    /// <param name="image">The image at the network's input size.</param>
    /// <param name="finding">The class.</param>
    /// <param name="probability">The class's probability for the uncovered image, 0 to 1.</param>
    public static HeatMap Map(IClassifier classifier, ScaledImage image, Finding finding, double probability)
    {
        var side = image.Side;
        var area = side * side;
        var gray = (byte)Math.Round(image.Pixels.Average(value => value));
        var falls = new float[Cells * Cells];
        var batch = new byte[Batch * area];
        for (var first = 0; first < falls.Length; first += Batch)
        {
            for (var i = 0; i < Batch; i++)
            {
                var covered = batch.AsSpan(i * area, area);
                image.Pixels.CopyTo(covered);
                Cover(covered, side, (first + i) % Cells, (first + i) / Cells, gray);
            }
            var outputs = classifier.Classify(batch, Batch);
            for (var i = 0; i < Batch; i++)
                falls[first + i] = (float)(probability - outputs[i].Probabilities[(int)finding]);
        }
        return HeatMap.Of(falls, Cells, Cells);
    }

    private static void Cover(Span<byte> pixels, int side, int column, int row, byte gray)
    {
        var (left, right) = Edges(column, side);
        var (top, bottom) = Edges(row, side);
        for (var y = top; y < bottom; y++)
            pixels[((y * side) + left)..((y * side) + right)].Fill(gray);
    }

    private static (int From, int To) Edges(int cell, int side)
    {
        var center = (cell + 0.5) * side / Cells;
        var half = SquareInCells * side / 2.0 / Cells;
        return ((int)Math.Max(0, Math.Round(center - half)), (int)Math.Min(side, Math.Round(center + half)));
    }
}
