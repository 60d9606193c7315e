using CovidCxr.Core.Metrics;

namespace CovidCxr.Training.Export;

/// <summary>What a network says of images: node names in a graph, tensors in torch.</summary>
/// <param name="Scores">[b, 3], before the softmax.</param>
/// <param name="Maps">[b, 3, h, w], how much each place speaks for each class; null where the network does not say.</param>
/// <param name="Features">[b, c], what novelty is measured on; null where it is not.</param>
internal sealed record NetworkValues<T>(T Scores, T? Maps = null, T? Features = null)
    where T : class;
