namespace CovidCxr.Training.Batches;

/// <summary>An image on its way to be scored.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Pixels">[size, size], 0 black to 255 white; null where it could not be read.</param>
/// <param name="Error">Why not, one line; null where it could.</param>
public sealed record DecodedImage(string Name, byte[]? Pixels, string? Error);
