namespace CovidCxr.Training.Export;

/// <summary>What a network says of images: node names in a graph, tensors in torch.</summary>
/// <param name="Scores">[b, 3], before the softmax.</param>
/// <param name="Maps">[b, 3, h, w], how much each place speaks for each class; null where the network does not say.</param>
/// <param name="Features">[b, c], what the last layer decides by; null where novelty is not measured on it.</param>
internal sealed record NetworkValues<T>(T Scores, T? Maps = null, T? Features = null)
    where T : class;
