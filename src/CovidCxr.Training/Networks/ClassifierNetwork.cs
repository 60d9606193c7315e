using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A network that scores an image for the three classes: <c>forward</c> maps [b, 3, s, s], gray in every channel, 0 to 1, to the scores
/// before the softmax, [b, 3]. It also knows how it is written as an ONNX graph.
/// </summary>
/// <param name="name">The name of the module.</param>
public abstract class ClassifierNetwork(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>What the exported graph does to an image (gray, 0 to 1) before the first layer, one line for each step.</summary>
    internal abstract IReadOnlyList<string> Preprocessing { get; }

    /// <summary>Replaces the fresh weights of the parts that come already trained with the product. Does nothing by default.</summary>
    /// <exception cref="InputException">The file of such a part is missing or damaged.</exception>
    internal virtual void LoadPretrainedParts()
    {
    }

    /// <summary>Replaces the fresh weights by those of a network of this kind that was trained on other images.</summary>
    /// <param name="weights">The convolutions in the order of the graph.</param>
    /// <exception cref="ArgumentException">They are another network's.</exception>
    internal virtual void LoadPretrained(IReadOnlyList<NormalizedConvolution> weights) =>
        throw new ArgumentException("the network starts from fresh weights only", nameof(weights));

    /// <summary>
    /// Copies the weights of another network of three classes, layer by layer, where both have one of the same name and shape.
    /// </summary>
    /// <param name="trained">A trained network, float32.</param>
    /// <returns>The share of the tensors that were copied, 0 to 1.</returns>
    internal virtual double StartFrom(ClassifierNetwork trained)
    {
        using var noGradient = no_grad();
        var theirs = NetworkState.All(trained).ToDictionary(entry => entry.Name, entry => entry.Tensor);
        var (own, copied) = (NetworkState.All(this), 0);
        foreach (var (name, tensor) in own)
            if (theirs.TryGetValue(name, out var source) && source.shape.SequenceEqual(tensor.shape))
            {
                tensor.copy_(source);
                copied++;
            }
        return (double)copied / own.Count;
    }

    /// <summary>Computes all outputs, which <c>forward</c> would partly leave out.</summary>
    /// <param name="image">[b, 3, s, s], gray in every channel, 0 to 1.</param>
    internal abstract NetworkOutputs<Tensor> Run(Tensor image);

    /// <summary>Adds the network in evaluation mode to a graph.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="image">The input's name, [b, 1, s, s], gray, 0 to 1.</param>
    /// <returns>
    /// The outputs' names; scores and maps must be called <see cref="GraphNames.Scores"/> and <see cref="GraphNames.Maps"/>.
    /// </returns>
    internal abstract NetworkOutputs<string> Export(GraphWriter graph, string image);
}

/// <summary>The outputs of a network: tensors in torch, node names in a graph.</summary>
/// <param name="Scores">[b, 3], before the softmax.</param>
/// <param name="Maps">[b, 3, h, w], how much each cell speaks for each class; null if the network does not say.</param>
/// <param name="Features">[b, c], for measuring novelty; null if the network has none.</param>
internal sealed record NetworkOutputs<T>(T Scores, T? Maps = null, T? Features = null)
    where T : class
{
    /// <summary>[b, c, h, w], the last feature maps, for Grad-CAM; null if the network does not give them, and in a graph.</summary>
    public T? LastMaps { get; init; }
}
