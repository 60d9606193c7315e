using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>One row of a dataset's <c>manifest.csv</c>; the columns stand in this order.</summary>
/// <param name="Path">The prepared image inside the dataset folder, with forward slashes.</param>
/// <param name="Split">The part of the dataset.</param>
/// <param name="Class">A finding's name; among controls the source's own finding.</param>
/// <param name="Finding">The finding as the source writes it.</param>
/// <param name="Source">The collection's short name: cohen, figure1, actualmed or kermany.</param>
/// <param name="Patient">The patient, unique over all sources.</param>
/// <param name="Group">Patients who share a picture have one group; a group is never divided between splits.</param>
/// <param name="View">The projection, for example PA or AP; empty where the source is silent.</param>
/// <param name="Sex">M, F or empty.</param>
/// <param name="Age">As the source writes it, years; may be empty or a range.</param>
/// <param name="Licence">The licence of this image.</param>
/// <param name="Url">Where it was published; may be empty.</param>
/// <param name="Width">The original's width, pixels.</param>
/// <param name="Height">The original's height, pixels.</param>
/// <param name="Sha256">SHA-256 of the original file, lower-case hexadecimal.</param>
/// <param name="Hash">The perceptual hash, lower-case hexadecimal.</param>
/// <param name="DuplicateOf">The path of the image this one repeats; empty for most.</param>
/// <param name="Original">The file's path inside its source.</param>
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
    string Original);

/// <summary>The parts of a dataset, each a folder of its own.</summary>
public enum DatasetSplit
{
    /// <summary>The images a network learns from.</summary>
    Train,

    /// <summary>Held out of training by groups; every choice (epoch, threshold, calibration) is made here.</summary>
    Val,

    /// <summary>Only reported on, never used to choose anything.</summary>
    Test,

    /// <summary>Adults without COVID-19 from the collections that the COVID-19 images come from; outside the three classes.</summary>
    Controls,
}
