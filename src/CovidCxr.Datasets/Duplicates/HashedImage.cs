using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>A study whose picture was read, reduced to the dataset's size and laid aside as a PNG file.</summary>
/// <param name="SourceImage">Where it comes from.</param>
/// <param name="Width">The original's width, pixels.</param>
/// <param name="Height">The original's height, pixels.</param>
/// <param name="Sha256">SHA-256 of the original file, lower-case hexadecimal.</param>
/// <param name="CropHashes">The perceptual hashes of the reduced picture's frames, see <see cref="CropHasher"/>; 2.6 kB.</param>
/// <param name="StagedPath">Where the PNG file lies until the splits are known.</param>
/// <param name="StagedSha256">SHA-256 of the PNG file, lower-case hexadecimal.</param>
internal sealed record HashedImage(
    SourceImage SourceImage,
    int Width,
    int Height,
    string Sha256,
    PerceptualHash[] CropHashes,
    string StagedPath,
    string StagedSha256)
{
    /// <summary>The perceptual hash of the whole picture.</summary>
    public PerceptualHash Hash => CropHashes[0];
}
