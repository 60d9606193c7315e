using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>A source image that was read, resized to the dataset's size, hashed and staged as a PNG file.</summary>
/// <param name="SourceImage">The image in its collection.</param>
/// <param name="Width">The original's width, pixels.</param>
/// <param name="Height">The original's height, pixels.</param>
/// <param name="Sha256">SHA-256 of the original file, lower-case hexadecimal.</param>
/// <param name="CropHashes">The perceptual hashes of the resized image's crops, see <see cref="CropHasher"/>; 2.6 kB.</param>
/// <param name="StagedPath">The path of the PNG file until the splits are known.</param>
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
    /// <summary>The perceptual hash of the whole image.</summary>
    public PerceptualHash Hash => CropHashes[0];
}
