using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>
/// The part of a picture that X-rays reached: inside the collimator or shutter that the header describes (DICOM PS3.3, C.8.7.3 and
/// C.7.6.11), without borders of one value.
/// </summary>
/// <param name="Left">The first column, from 0.</param>
/// <param name="Top">The first row, from 0.</param>
/// <param name="Right">Behind the last column.</param>
/// <param name="Bottom">Behind the last row.</param>
internal readonly record struct CollimatedArea(int Left, int Top, int Right, int Bottom)
{
    // A smaller area is a fault of the header.
    private const double SmallestShare = 0.1;

    /// <summary>Finds the area.</summary>
    /// <param name="dataset">The header.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="sample">The sample at a column and a row.</param>
    public static CollimatedArea Of(DicomDataset dataset, int width, int height, Func<int, int, int> sample)
    {
        var area = new CollimatedArea(0, 0, width, height);
        foreach (var shape in new[] { Tags.CollimatorShape, Tags.ShutterShape })
        {
            var inside = area.Within(dataset, shape);
            if (inside.Area >= SmallestShare * width * height)
                area = inside;
        }
        return area.WithoutBorders(sample);
    }

    private double Area => (double)Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    // Both modules number their attributes alike.
    private CollimatedArea Within(DicomDataset dataset, DicomTag shape)
    {
        var area = this;
        foreach (var kind in dataset.Texts(shape))
        {
            if (kind == "RECTANGULAR")
                area = area.Cut(Edge(2) - 1, Edge(6) - 1, Edge(4), Edge(8));
            else if (kind == "CIRCULAR" && Numbers(0x10) is [var row, var column] && Numbers(0x12) is [var radius])
            {
                var half = radius / Math.Sqrt(2);
                area = area.Cut(column - half, row - half, column + half, row + half);
            }
        }
        return area;

        IReadOnlyList<double> Numbers(int offset) => dataset.Numbers(new DicomTag(shape.Group, (ushort)(shape.Element + offset)));
        double Edge(int offset) => Numbers(offset) is [var edge, ..] ? edge : double.NaN;
    }

    private CollimatedArea Cut(double left, double top, double right, double bottom) => double.IsNaN(left + top + right + bottom)
        ? this
        : new(
            (int)Math.Clamp(left, Left, Right), (int)Math.Clamp(top, Top, Bottom),
            (int)Math.Clamp(right, Left, Right), (int)Math.Clamp(bottom, Top, Bottom));

    // Shutters are often burnt in; whole rows or columns of one value show nothing.
    private CollimatedArea WithoutBorders(Func<int, int, int> sample)
    {
        const int steps = 64;
        var (left, top, right, bottom) = this;
        while (bottom - top > 1 && IsOne(left, right, x => sample(x, top)))
            top++;
        while (bottom - top > 1 && IsOne(left, right, x => sample(x, bottom - 1)))
            bottom--;
        while (right - left > 1 && IsOne(top, bottom, y => sample(left, y)))
            left++;
        while (right - left > 1 && IsOne(top, bottom, y => sample(right - 1, y)))
            right--;
        var trimmed = new CollimatedArea(left, top, right, bottom);
        return trimmed.Area >= SmallestShare * Area ? trimmed : this;

        static bool IsOne(int from, int to, Func<int, int> at)
        {
            var step = Math.Max(1, (to - from) / steps);
            var first = at(from);
            for (var i = from + step; i < to; i += step)
                if (at(i) != first)
                    return false;
            return true;
        }
    }
}
