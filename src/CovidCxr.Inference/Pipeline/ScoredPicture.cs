using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Pipeline;

/// <summary>An image with all that is known of it.</summary>
/// <param name="Picture">The picture as the network reads it.</param>
/// <param name="Output">What the network says.</param>
/// <param name="Prediction">What is said of it to the user.</param>
public sealed record ScoredPicture(ScaledPicture Picture, ModelOutput Output, Prediction Prediction);
