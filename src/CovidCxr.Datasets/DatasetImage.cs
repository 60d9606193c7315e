namespace CovidCxr.Datasets;

/// <summary>One row of a dataset's <c>manifest.csv</c>; the parameters are its columns in order.</summary>
/// <param name="Path">The prepared image inside the dataset folder, with forward slashes.</param>
/// <param name="Split">The part of the dataset.</param>
/// <param name="Class">A finding's name; for a control the finding as the source writes it.</param>
/// <param name="Finding">The finding as the source writes it.</param>
/// <param name="Source">The collection's short name: for example <c>cohen</c>.</param>
/// <param name="Patient">The patient, unique over all sources.</param>
/// <param name="Group">The patient group. Patients who share an X-ray have one group; no group is in two of train, val and test.</param>
/// <param name="View">The projection, for example PA or AP; empty if the source does not say.</param>
/// <param name="Sex">M, F or empty.</param>
/// <param name="Age">As the source writes it, years; may be empty or a range.</param>
/// <param name="Licence">The licence of this image.</param>
/// <param name="Url">The address at which the image was published; may be empty.</param>
/// <param name="Width">The original's width, pixels.</param>
/// <param name="Height">The original's height, pixels.</param>
/// <param name="Sha256">SHA-256 of the original file, lower-case hexadecimal.</param>
/// <param name="Hash">The perceptual hash, lower-case hexadecimal.</param>
/// <param name="DuplicateOf">The path of the first image of the same X-ray; empty for most images.</param>
/// <param name="Original">The file's path inside its source.</param>
/// <param name="LabelBy">Who gave the class, if it overrides what <paramref name="Finding"/> says; empty for most images.</param>
public sealed record DatasetImage(
    string Path,
    DatasetSplit Split,
    string Class,
    string Finding,
    string Source,
    string Patient,
    string Group,
    string View,
    string Sex,
    string Age,
    string Licence,
    string Url,
    int Width,
    int Height,
    string Sha256,
    string Hash,
    string DuplicateOf,
    string Original,
    string LabelBy = "");

/// <summary>The parts of a dataset, each in its own folder.</summary>
public enum DatasetSplit
{
    /// <summary>Images that a network learns from.</summary>
    Train,

    /// <summary>Patient groups held out of training, on which every choice is made: epoch, threshold, calibration.</summary>
    Val,

    /// <summary>Images that are only reported on, never used for a choice.</summary>
    Test,

    /// <summary>Adults without COVID-19 from the collections that the COVID-19 images come from; outside the three classes.</summary>
    Controls,
}
