using CovidCxr.Core;
using CovidCxr.Dicom.Codecs;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>
/// The grayscale pipeline of DICOM (PS3.4, N.2) as one table from samples to gray: the bits stored with their sign, padding, the modality
/// transform, the values of interest, and the presentation's direction.
/// </summary>
internal sealed class GrayscalePipeline
{
    private const int White = ushort.MaxValue;

    private GrayscalePipeline(ushort[] gray, ImageReading reading) => (Gray, Reading) = (gray, reading);

    /// <summary>The gray value of each sample as it lies in the file, [256] or [65536]; 0 black to 65535 white.</summary>
    public ushort[] Gray { get; }

    /// <summary>How the samples became gray.</summary>
    public ImageReading Reading { get; }

    /// <summary>Builds the table of a picture.</summary>
    /// <param name="dataset">The header.</param>
    /// <param name="frame">The samples; counted if the header has no window.</param>
    /// <exception cref="DicomException">A table of the header is damaged.</exception>
    public static GrayscalePipeline Of(DicomDataset dataset, StoredFrame frame)
    {
        var format = frame.Format;
        var notes = new List<ImageNote>();
        if (format.HasWrongHighBit)
            notes.Add(new("its high bit cannot be true, and the lowest bits are read"));
        var values = new StoredValues(format, dataset);
        var modality = new ModalityTransform(dataset, format.IsSigned);
        if (modality.HasNoSlope)
            notes.Add(new("its rescale slope is 0, and 1 is taken"));
        var window = WindowFunction.Read(dataset, modality.CanBeNegative, out var remark);
        if (remark is not null)
            notes.Add(new(remark, window is null ? "a window that is not valid and not used" : "the first of several windows"));
        window ??= format.BitsStored <= 8 && !format.IsSigned && modality.IsIdentity
            ? WindowFunction.Linear(0, values.Count - 1, ImageReading.WholeType)
            : PercentileWindow.Of(Count(dataset, frame, values), values, modality);
        var isInverted = format.Photometric == "MONOCHROME1" || dataset.Text(Tags.PresentationLutShape) == "INVERSE";

        var ofNumber = new ushort[values.Count];
        for (var number = 0; number < ofNumber.Length; number++)
        {
            var stored = values.ValueOf(number);
            var share = window.Of(modality.Of(stored));
            ofNumber[number] = (ushort)(values.IsPadding(stored) ? 0 : Math.Round(White * (isInverted ? 1 - share : share)));
        }
        var gray = new ushort[frame.SampleBytes == 1 ? 1 << 8 : 1 << 16];
        for (var sample = 0; sample < gray.Length; sample++)
            gray[sample] = ofNumber[values.NumberOf(sample)];

        var (black, white) = isInverted ? (window.High, window.Low) : (window.Low, window.High);
        var rule = modality.IsIdentity ? window.Rule : $"{modality.Words}; {window.Rule}";
        if (isInverted)
            rule += ", smallest is white";
        if (values.HavePadding)
            rule += ", padding is black";
        return new GrayscalePipeline(gray, new ImageReading(Math.Max(8, format.BitsStored), black, white, rule, notes));
    }

    // How often each stored value occurs in the collimated area.
    private static int[] Count(DicomDataset dataset, StoredFrame frame, StoredValues values)
    {
        var (width, height) = (frame.Format.Columns, frame.Format.Rows);
        var area = CollimatedArea.Of(dataset, width, height, (x, y) => frame.SampleAt((y * width) + x));
        var ofSample = new int[frame.SampleBytes == 1 ? 1 << 8 : 1 << 16];
        for (var y = area.Top; y < area.Bottom; y++)
            frame.CountSamples((y * width) + area.Left, area.Right - area.Left, ofSample);
        var counts = new int[values.Count];
        for (var sample = 0; sample < ofSample.Length; sample++)
            counts[values.NumberOf(sample)] += ofSample[sample];
        return counts;
    }
}
