using CovidCxr.Core;
using TorchSharp;

namespace CovidCxr.Training.Networks;

/// <summary>The networks that a recipe can name. A new network is one file of this folder and one line here.</summary>
public static class NetworkRegistry
{
    private static readonly IReadOnlyList<NetworkSpec> Shipped =
    [
        CompactNetwork.Spec,
        LungGatedNetwork.Compact,
        CovidNet.Large,
        CovidNet.Small,
        DenseNet.Spec121,
        DenseNet.Spec201,
        .. EfficientNet.Specs,
        InceptionResNetV2.Spec,
        InceptionV3.Spec,
        MobileNetV2.Spec,
        PaperNetwork.Spec,
        LungGatedNetwork.ResNet14,
        ResNetV2.Spec152,
        ResNet.Spec18,
        ImageNetResNet.Spec20,
        ResNet.Spec50,
        ResNetV2.Spec50,
        LungGatedNetwork.ResNet8,
        Vgg.Spec16,
        Vgg.Spec19,
        Xception.Spec,
    ];

    private static readonly List<NetworkSpec> Added = [];

    /// <summary>All networks, sorted by name.</summary>
    public static IReadOnlyList<NetworkSpec> All => [.. Shipped.Concat(Added).OrderBy(spec => spec.Name, StringComparer.Ordinal)];

    /// <summary>The names, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(spec => spec.Name)];

    /// <summary>Adds a network of a program that uses this library; call it before the first recipe is read.</summary>
    /// <param name="spec">The network.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void Add(NetworkSpec spec)
    {
        if (Names.Contains(spec.Name))
            throw new ArgumentException($"there is a network {spec.Name} already", nameof(spec));
        Added.Add(spec);
    }

    /// <summary>Finds a network.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidOperationException">No network has this name.</exception>
    public static NetworkSpec Find(string name) => All.Single(spec => spec.Name == name);

    /// <summary>Makes a network to train: fresh weights, except in the parts that come already trained with the product.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="inputSize">s, pixels; one of the network's <see cref="NetworkSpec.InputSizes"/>.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="InputException">The file of a trained part is missing or damaged.</exception>
    public static ClassifierNetwork Build(string name, int inputSize, long seed)
    {
        torch.manual_seed(seed);
        var network = Find(name).Build(inputSize);
        try
        {
            network.LoadPretrainedParts();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}

/// <summary>A network that a recipe can name.</summary>
/// <param name="Name">The name in recipes.</param>
/// <param name="Build">Makes the network for an input size s, with fresh weights from torch's random generator.</param>
public sealed record NetworkSpec(string Name, Func<int, ClassifierNetwork> Build)
{
    /// <summary>The input sizes that the network can take, pixels; null for any.</summary>
    public IReadOnlyList<int>? InputSizes { get; init; }

    /// <summary>The smallest input size that the network can take, pixels. Default: 16.</summary>
    public int SmallestInput { get; init; } = 16;

    /// <summary>The number of weights for an input size, if they can be too many for a machine; null if they are few.</summary>
    public Func<int, long>? Weights { get; init; }

    /// <summary>Whether the network says how much each cell speaks for each class.</summary>
    public bool HasMaps { get; init; }

    /// <summary>Whether a recipe can name a file of weights that the network starts from.</summary>
    public bool CanBePretrained { get; init; }

    /// <summary>Makes a published network for an input size and a number of classes, to compare it with its reference; else null.</summary>
    internal Func<int, int, FeatureNetwork>? BuildFor { get; init; }

    /// <summary>Whether the network has features for measuring novelty.</summary>
    public bool HasFeatures { get; init; }
}
