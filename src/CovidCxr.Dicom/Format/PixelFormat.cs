using CovidCxr.Core;
using CovidCxr.Imaging;

namespace CovidCxr.Dicom.Format;

/// <summary>How the picture's samples are written (Image Pixel module, DICOM PS3.3, C.7.6.3).</summary>
internal sealed record PixelFormat
{
    /// <summary>Pixels in a row.</summary>
    public required int Columns { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Frames, at least 1.</summary>
    public required int Frames { get; init; }

    /// <summary>Samples of a pixel: 1 for gray and palettes, 3 for colors.</summary>
    public required int Samples { get; init; }

    /// <summary>What the samples mean, for example <c>MONOCHROME2</c>.</summary>
    public required string Photometric { get; init; }

    /// <summary>Whether all samples of one kind follow each other, plane by plane.</summary>
    public required bool IsPlanar { get; init; }

    /// <summary>Bits that a sample takes in the file, 8 or 16.</summary>
    public required int BitsAllocated { get; init; }

    /// <summary>Bits of these that are a sample.</summary>
    public required int BitsStored { get; init; }

    /// <summary>The highest bit of the sample, counted from 0.</summary>
    public required int HighBit { get; init; }

    /// <summary>Whether samples have a sign.</summary>
    public required bool IsSigned { get; init; }

    /// <summary>Whether the file's high bit cannot be true, so that the samples are taken from the lowest bits.</summary>
    public bool HasWrongHighBit { get; init; }

    /// <summary>Whether two pixels share their color differences.</summary>
    public bool IsSubsampled => Photometric == "YBR_FULL_422";

    /// <summary>Pixels in a frame.</summary>
    public int Area => Columns * Rows;

    /// <summary>Bytes of a frame that is not compressed.</summary>
    public long FrameBytes => (long)Area * (IsSubsampled ? 2 : Samples) * (BitsAllocated / 8);

    /// <summary>Reads the module.</summary>
    /// <exception cref="DicomException">It is not complete, contradicts itself, or is of a kind that is not read.</exception>
    public static PixelFormat Of(DicomDataset dataset)
    {
        var (rows, columns) = (Required(Tags.Rows, "Rows"), Required(Tags.Columns, "Columns"));
        if (rows < 1 || columns < 1)
            throw DicomException.Damaged($"its picture has {columns} x {rows} pixels");
        if ((long)rows * columns > ImageLimits.LargestPixelCount)
            throw new DicomException(
                $"is {columns} x {rows} pixels, more than {ImageLimits.LargestPixelCount / 1_000_000} megapixels; scale it down first");
        var photometric = dataset.Text(Tags.PhotometricInterpretation)?.ToUpperInvariant() ?? "MONOCHROME2";
        var samples = dataset.Word(Tags.SamplesPerPixel) ?? (photometric is "RGB" or ['Y', 'B', 'R', ..] ? 3 : 1);
        var allocated = Required(Tags.BitsAllocated, "Bits Allocated");
        if (allocated is not (8 or 16))
            throw new DicomException($"has {allocated} bits for each sample, of which 8 and 16 are read; convert it to 16 bits");
        var stored = dataset.Word(Tags.BitsStored) ?? allocated;
        if (stored < 1 || stored > allocated)
            throw DicomException.Damaged($"it says that {stored} of {allocated} bits are a sample");
        var high = dataset.Word(Tags.HighBit) ?? stored - 1;
        var isWrong = high < stored - 1 || high >= allocated;
        if (!(samples == 1 && photometric is "MONOCHROME1" or "MONOCHROME2" or "PALETTE COLOR")
            && !(samples == 3 && photometric is "RGB" or "YBR_FULL" or "YBR_FULL_422" or "YBR_ICT" or "YBR_RCT"))
            throw new DicomException(
                $"has {samples} samples of {TransferSyntax.Brief(photometric)} for each pixel, which this version does not read; "
                + "convert it to PNG");
        return new PixelFormat
        {
            Rows = rows,
            Columns = columns,
            Frames = (int)Math.Clamp(dataset.Number(Tags.NumberOfFrames) ?? 1, 1, int.MaxValue),
            Samples = samples,
            Photometric = photometric,
            IsPlanar = samples == 3 && dataset.Word(Tags.PlanarConfiguration) == 1,
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = isWrong ? stored - 1 : high,
            IsSigned = dataset.Word(Tags.PixelRepresentation) == 1,
            HasWrongHighBit = isWrong,
        };

        int Required(DicomTag tag, string name) =>
            dataset.Word(tag) ?? throw DicomException.Damaged($"it has a picture but no {name} {tag}");
    }

    /// <summary>The size in pixels, as they are stored.</summary>
    public ImageSize Size => new(Columns, Rows);
}
