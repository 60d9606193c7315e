using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>
/// Scales an image that arrives row by row to a given size, in 8-bit gray. A large image is never in memory whole: the rows are averaged
/// in boxes to about twice the size, and those are resampled as <see cref="LanczosResampler"/> does.
/// </summary>
public sealed class RowScaler : IDisposable
{
    private readonly ImageSize source;
    private readonly ImageSize target;
    private readonly int boxWidth;
    private readonly int boxHeight;
    private readonly ImageSize boxes;
    private readonly float[] gray; // [source width], the current row
    private readonly float[] columns; // [source width], the sums down the current row of boxes

    // Pooled: a fresh large array per image triggers frequent gen-2 collections.
    private readonly float[] means; // [boxes height, boxes width] and more
    private int rows;
    private long colored;

    /// <param name="source">The size of the image.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    public RowScaler(ImageSize source, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        (this.source, target) = (source, new ImageSize(width, height));
        (boxWidth, boxHeight) = (BoxSide(source.Width, width), BoxSide(source.Height, height));
        boxes = new ImageSize((source.Width + boxWidth - 1) / boxWidth, (source.Height + boxHeight - 1) / boxHeight);
        gray = new float[source.Width];
        columns = new float[source.Width];
        means = ArrayPool<float>.Shared.Rent(boxes.Width * boxes.Height);
    }

    /// <summary>The share of all pixels, 0 to 1, that are clearly not gray; counts the rows added so far.</summary>
    public double ColoredShare => (double)colored / ((long)source.Width * source.Height);

    /// <summary>Adds the next row of an 8-bit gray image.</summary>
    /// <param name="row">[width], 0 black to 255 white.</param>
    public void AddGray(ReadOnlySpan<byte> row)
    {
        CheckRow(row.Length);
        TensorPrimitives.ConvertTruncating(row, gray);
        AddRow();
    }

    /// <summary>Adds the next row of a 16-bit gray image.</summary>
    /// <param name="row">[width], 0 black to 65535 white.</param>
    public void AddGray16(ReadOnlySpan<ushort> row)
    {
        CheckRow(row.Length);
        TensorPrimitives.ConvertTruncating(row, gray);
        TensorPrimitives.Multiply(gray, 1 / 257f, gray);
        AddRow();
    }

    /// <summary>Adds the next row of a gray image.</summary>
    /// <param name="row">[width], 0 black to 255 white, with fractions.</param>
    public void AddGray(ReadOnlySpan<float> row)
    {
        CheckRow(row.Length);
        row.CopyTo(gray);
        AddRow();
    }

    /// <summary>Adds the next row of an 8-bit sRGB image.</summary>
    /// <param name="row">[width, 3]: red, green and blue of every pixel.</param>
    public void AddRgb(ReadOnlySpan<byte> row)
    {
        var pixels = MemoryMarshal.Cast<byte, Rgb>(row);
        CheckRow(pixels.Length);
        colored += Rgb.ToGray(pixels, gray);
        AddRow();
    }

    /// <summary>Scales the image once all its rows are added.</summary>
    /// <returns>[height, width] of the result, row by row, 0 black to 255 white.</returns>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    public byte[] Scale()
    {
        if (rows != source.Height)
            throw new InvalidOperationException($"{rows} of {source.Height} rows are added");
        var extent = ((double)source.Width / boxWidth, (double)source.Height / boxHeight);
        return LanczosResampler.Resize(means.AsSpan(0, boxes.Width * boxes.Height), boxes, extent, target.Width, target.Height);
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<float>.Shared.Return(means);

    // As in vips_thumbnail: whole boxes down to twice the size, the Lanczos filter from there.
    private static int BoxSide(int from, int to) => Math.Max(1, (int)((double)from / to / 2));

    private void CheckRow(int length)
    {
        if (length != source.Width || rows == source.Height)
            throw new ArgumentException($"row {rows} of {length} pixels is not one of an image of {source.Width} x {source.Height}");
    }

    private void AddRow()
    {
        TensorPrimitives.Add(columns, gray, columns);
        rows++;
        if (rows % boxHeight != 0 && rows < source.Height)
            return;
        var boxRow = (rows - 1) / boxHeight;
        var tall = rows - (boxRow * boxHeight);
        var row = means.AsSpan(boxRow * boxes.Width, boxes.Width);
        if (boxWidth == 1)
            TensorPrimitives.Divide(columns, tall, row);
        else
            for (var (x, box) = (0, 0); box < row.Length; x += boxWidth, box++)
            {
                var across = columns.AsSpan(x, Math.Min(boxWidth, source.Width - x));
                row[box] = TensorPrimitives.Sum<float>(across) / (across.Length * tall);
            }
        Array.Clear(columns);
    }
}
