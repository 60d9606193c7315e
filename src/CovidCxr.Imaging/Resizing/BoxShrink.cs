using System.Buffers;
using System.Numerics.Tensors;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>Takes a picture row by row and keeps the means of whole boxes of pixels, so that a large picture is never in memory whole.</summary>
internal sealed class BoxShrink : IDisposable
{
    private readonly int width;
    private readonly int height;
    private readonly int boxWidth;
    private readonly int boxHeight;
    private readonly float[] gray; // one row
    private readonly float[] columns; // the sums down a row of boxes

    // Lent, not made anew: as large an array for every picture would have the collector go over the whole memory every few pictures.
    private readonly float[] means;
    private int rows;

    /// <param name="width">Pixels in a row of the picture.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="boxWidth">Pixels of a box across, at least 1; the last box of a row holds what is left.</param>
    /// <param name="boxHeight">Pixels of a box down, at least 1.</param>
    public BoxShrink(int width, int height, int boxWidth, int boxHeight)
    {
        (this.width, this.height, this.boxWidth, this.boxHeight) = (width, height, boxWidth, boxHeight);
        Size = new ImageSize((width + boxWidth - 1) / boxWidth, (height + boxHeight - 1) / boxHeight);
        gray = new float[width];
        columns = new float[width];
        means = ArrayPool<float>.Shared.Rent(Size.Width * Size.Height);
    }

    /// <summary>The size in boxes.</summary>
    public ImageSize Size { get; }

    /// <summary>The size in boxes, the last ones counted only as far as they are filled.</summary>
    public (double Width, double Height) Extent => ((double)width / boxWidth, (double)height / boxHeight);

    /// <summary>The means, row by row, 0 to 255; once all rows are added, and until this is disposed of.</summary>
    public ReadOnlySpan<float> Pixels => means.AsSpan(0, Size.Width * Size.Height);

    /// <summary>Pixels so far that are clearly not gray.</summary>
    public long Colored { get; private set; }

    /// <summary>The next row of an 8-bit gray picture.</summary>
    public void AddGray(ReadOnlySpan<byte> row)
    {
        TensorPrimitives.ConvertTruncating(row, gray);
        AddRow();
    }

    /// <summary>The next row of a 16-bit gray picture.</summary>
    public void AddGray16(ReadOnlySpan<ushort> row)
    {
        TensorPrimitives.ConvertTruncating(row, gray);
        TensorPrimitives.Multiply(gray, 1 / 257f, gray);
        AddRow();
    }

    /// <summary>The next row of an 8-bit sRGB picture.</summary>
    public void AddRgb(ReadOnlySpan<Rgb> row)
    {
        Colored += Rgb.ToGray(row, gray);
        AddRow();
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<float>.Shared.Return(means);

    private void AddRow()
    {
        TensorPrimitives.Add(columns, gray, columns);
        rows++;
        if (rows % boxHeight != 0 && rows < height)
            return;
        var boxRow = (rows - 1) / boxHeight;
        var tall = rows - (boxRow * boxHeight);
        var target = means.AsSpan(boxRow * Size.Width, Size.Width);
        if (boxWidth == 1)
            TensorPrimitives.Divide(columns, tall, target);
        else
            for (var (x, box) = (0, 0); box < target.Length; x += boxWidth, box++)
            {
                var across = columns.AsSpan(x, Math.Min(boxWidth, width - x));
                target[box] = TensorPrimitives.Sum<float>(across) / (across.Length * tall);
            }
        Array.Clear(columns);
    }
}
