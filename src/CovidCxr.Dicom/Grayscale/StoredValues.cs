using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>
/// Stored values (DICOM PS3.3, C.7.6.3.1.1): the bits of a sample between low and high bit, with their sign; and which of them are padding
/// (C.7.5.1.1.2).
/// </summary>
internal sealed class StoredValues
{
    private readonly int shift, mask, sign;
    private readonly (int Low, int High)? padding;

    /// <param name="format">How the samples are written.</param>
    /// <param name="dataset">Holds the padding value, if there is one.</param>
    public StoredValues(PixelFormat format, DicomDataset dataset)
    {
        shift = format.HighBit + 1 - format.BitsStored;
        mask = (1 << format.BitsStored) - 1;
        sign = format.IsSigned ? 1 << (format.BitsStored - 1) : 0;
        if (dataset.Word(Tags.PixelPaddingValue, format.IsSigned) is not { } value)
            return;
        var limit = dataset.Word(Tags.PixelPaddingRangeLimit, format.IsSigned) ?? value;
        padding = (Math.Min(value, limit), Math.Max(value, limit));
    }

    /// <summary>How many stored values there are; each has a number from 0.</summary>
    public int Count => mask + 1;

    /// <summary>Whether any value is padding.</summary>
    public bool HavePadding => padding is not null;

    /// <summary>The number of a sample's stored value: the bits without their sign.</summary>
    public int NumberOf(int sample) => (sample >> shift) & mask;

    /// <summary>The stored value of a number.</summary>
    public int ValueOf(int number) => (number ^ sign) - sign;

    /// <summary>Whether a value fills the picture where nothing was taken.</summary>
    public bool IsPadding(int value) => padding is var (low, high) && value >= low && value <= high;
}
