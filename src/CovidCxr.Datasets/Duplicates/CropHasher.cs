using System.Numerics;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>
/// Computes the perceptual hashes of an image's crops: the signs of the 16 x 16 lowest frequencies of the cosine transform, without
/// the mean of any row or column.
/// </summary>
internal static class CropHasher
{
    private const int Side = IntegralImage.ThumbnailSide;
    private const int Frequencies = 16;

    // One table per pair of cuts at opposite sides, [position, frequency]: the transform of a crop is separable.
    private static readonly (double Before, double After)[] Cuts =
        [.. Crop.Grid.Select(crop => (crop.Left, crop.Right)).Distinct()];

    private static readonly float[][] Tables = [.. Cuts.Select(cut => Table(cut.Before, cut.After))];

    /// <summary>Hashes all crops of <see cref="Crop.Grid"/> in its order; the first is the whole image.</summary>
    /// <param name="thumbnail">The whole image's thumbnail, see <see cref="IntegralImage"/>.</param>
    public static PerceptualHash[] Of(float[] thumbnail)
    {
        var hashes = new PerceptualHash[Cuts.Length * Cuts.Length];
        var across = new float[Side * Frequencies]; // [y, frequency across]
        for (var horizontal = 0; horizontal < Cuts.Length; horizontal++)
        {
            for (var y = 0; y < Side; y++)
                Combine(thumbnail, y * Side, 1, Tables[horizontal], 0, across, y * Frequencies);
            for (var vertical = 0; vertical < Cuts.Length; vertical++)
                hashes[(horizontal * Cuts.Length) + vertical] = Signs(across, Tables[vertical]);
        }

        return hashes;
    }

    private static PerceptualHash Signs(float[] across, float[] table)
    {
        Span<ulong> words = stackalloc ulong[4];
        var values = new float[Frequencies]; // [frequency across], for one frequency down
        for (var down = 0; down < Frequencies; down++)
        {
            Combine(table, down, Frequencies, across, 0, values, 0);
            for (var i = 0; i < Frequencies; i++)
                if (values[i] > 0)
                    words[down / 4] |= 1UL << ((down % 4 * 16) + i);
        }

        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    // result[f] = sum over i of weights[i] * rows[i, f]. A vector holds neighboring frequencies f, never parts of one sum: each sum
    // runs in the order of i for every vector width, so a hash is the same on every computer.
    private static void Combine(float[] weights, int weightAt, int weightStep, float[] rows, int rowAt, float[] result, int resultAt)
    {
        for (var f = 0; f < Frequencies; f += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var i = 0; i < Side; i++)
                sum += new Vector<float>(weights[weightAt + (i * weightStep)]) * new Vector<float>(rows, rowAt + (i * Frequencies) + f);
            sum.CopyTo(result, resultAt + f);
        }
    }

    private static float[] Table(double before, double after)
    {
        var (from, to) = (before * Side, (1 - after) * Side);
        var table = new float[Side * Frequencies];
        for (var f = 0; f < Frequencies; f++)
        {
            var cosines = Enumerable.Range(0, Side).Select(i =>
            {
                // The part of the thumbnail's pixel that lies inside the crop, and the cosine at the middle of that part.
                var (low, high) = (Math.Max(i, from), Math.Min(i + 1, to));
                return high <= low ? (Part: 0.0, Value: 0.0)
                    : (Part: high - low, Value: Math.Cos(Math.PI * (f + 1) * (((low + high) / 2) - from) / (to - from)));
            }).ToArray();
            var mean = cosines.Sum(c => c.Part * c.Value) / cosines.Sum(c => c.Part);
            for (var i = 0; i < Side; i++)
                table[(i * Frequencies) + f] = (float)(cosines[i].Part * (cosines[i].Value - mean));
        }

        return table;
    }
}
