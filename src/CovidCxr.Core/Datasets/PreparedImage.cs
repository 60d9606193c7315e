using CovidCxr.Core.Sources;

namespace CovidCxr.Core.Datasets;

/// <summary>A study whose picture was read, reduced to the dataset's size and laid aside as a PNG file.</summary>
/// <param name="Study">Where it comes from.</param>
/// <param name="Width">The original's width, pixels.</param>
/// <param name="Height">The original's height, pixels.</param>
/// <param name="Sha256">SHA-256 of the original file, lower-case hexadecimal.</param>
/// <param name="Hash">The perceptual hash of the reduced picture.</param>
/// <param name="StagedPath">Where the PNG file lies until the splits are known.</param>
/// <param name="StagedSha256">SHA-256 of the PNG file, lower-case hexadecimal.</param>
internal sealed record PreparedImage(
    Study Study,
    int Width,
    int Height,
    string Sha256,
    PerceptualHash Hash,
    string StagedPath,
    string StagedSha256);
