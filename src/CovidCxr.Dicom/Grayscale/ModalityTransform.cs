using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>From stored values to the modality's: a table, or slope and intercept (DICOM PS3.3, C.11.1).</summary>
internal sealed class ModalityTransform
{
    private readonly LookupTable? table;
    private readonly double slope = 1, intercept;

    /// <param name="dataset">The dataset.</param>
    /// <param name="isSigned">Whether stored values have a sign.</param>
    /// <exception cref="DicomException">The table is damaged.</exception>
    public ModalityTransform(DicomDataset dataset, bool isSigned)
    {
        table = LookupTable.Read(dataset, Tags.ModalityLutSequence, "modality LUT", isSigned);
        if (table is not null)
            return;
        (slope, intercept) = (dataset.Number(Tags.RescaleSlope) ?? 1, dataset.Number(Tags.RescaleIntercept) ?? 0);
        if (slope == 0)
            (slope, HasNoSlope) = (1, true);
        CanBeNegative = isSigned || intercept < 0 || slope < 0;
    }

    /// <summary>Whether the file gives a slope of 0, which would leave no picture; 1 is taken instead.</summary>
    public bool HasNoSlope { get; }

    /// <summary>Whether values stay as they are stored.</summary>
    public bool IsIdentity => table is null && slope == 1 && intercept == 0;

    /// <summary>Whether the values can be below 0.</summary>
    public bool CanBeNegative { get; }

    /// <summary>The transform in words.</summary>
    public string Words => table is not null ? "modality LUT"
        : IsIdentity ? "none"
        : FormattableString.Invariant($"rescale slope {slope}, intercept {intercept}");

    /// <summary>The modality's value of a stored one.</summary>
    public double Of(int stored) => table?.Of(stored) ?? (slope * stored) + intercept;
}
