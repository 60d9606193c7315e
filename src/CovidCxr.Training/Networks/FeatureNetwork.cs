using CovidCxr.Core;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A network of two parts, as most are published: a body of layers that makes feature maps of an image, and a head that scores them.
/// </summary>
/// <remarks>
/// The networks were published for colors. A gray image enters in three equal channels, so that the first layer is the published one and
/// the number of parameters too; before that it is standardized, as for the networks that were made for X-rays.
/// </remarks>
internal sealed class FeatureNetwork : ClassifierNetwork
{
    // b images, c channels, h and w pixels, s = input size

    /// <summary>Channels of the input of a published network.</summary>
    public const int Colors = 3;

    private readonly Layer body;
    private readonly ClassifierHead head;

    private readonly Action<IReadOnlyList<NormalizedConvolution>>? loadPretrained;

    /// <param name="name">The name of the module.</param>
    /// <param name="body">[b, 3, s, s] to the last feature maps, [b, c, h, w].</param>
    /// <param name="head">The feature maps to the scores.</param>
    /// <param name="loadPretrained">Replaces weights by those of a file; null if there is none for this network.</param>
    public FeatureNetwork(
        string name, Layer body, ClassifierHead head, Action<IReadOnlyList<NormalizedConvolution>>? loadPretrained = null)
        : base(name)
    {
        this.body = body;
        this.head = head;
        this.loadPretrained = loadPretrained;
        RegisterComponents();
        HeNormal.Fill(this);
    }

    /// <summary>Makes an entry in <see cref="NetworkRegistry"/>.</summary>
    /// <param name="name">The name in recipes.</param>
    /// <param name="smallest">The smallest input, pixels: below it, feature maps vanish.</param>
    /// <param name="build">Makes the network for an input size and a number of classes.</param>
    public static NetworkSpec Spec(string name, int smallest, Func<int, int, FeatureNetwork> build) =>
        new(name, inputSize => build(inputSize, Findings.Count)) { SmallestInput = smallest, HasMaps = true, BuildFor = build };

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Preprocessing { get; } = [PerImageStandardization.Description, "grey in all three channels"];

    /// <summary>[b, 3, s, s], 0 to 1, gray in every channel, to the scores of the classes before the softmax, [b, classes].</summary>
    public override Tensor forward(Tensor x) => head.forward(Features(x));

    /// <inheritdoc/>
    internal override NetworkOutputs<Tensor> Run(Tensor image)
    {
        var features = Features(image);
        return new(head.forward(features), head.Maps(features)) { LastMaps = features };
    }

    /// <inheritdoc/>
    internal override void LoadPretrained(IReadOnlyList<NormalizedConvolution> weights)
    {
        if (loadPretrained is null)
            base.LoadPretrained(weights);
        else
            loadPretrained(weights);
    }

    /// <inheritdoc/>
    internal override NetworkOutputs<string> Export(GraphWriter graph, string image)
    {
        var standard = PerImageStandardization.Export(graph, "", image);
        var colors = graph.Node("Concat", "colors", [standard, standard, standard], GraphAttribute.Int("axis", 1));
        var (scores, maps) = head.Export(graph, body.Export(graph, "body", colors));
        return new(scores, maps);
    }

    private Tensor Features(Tensor image)
    {
        var standard = PerImageStandardization.Apply(image).permute(0, 2, 3, 1); // [b, s, s, 1]
        var colors = standard.expand(standard.shape[0], standard.shape[1], standard.shape[2], Colors).contiguous();
        return body.forward(colors.permute(0, 3, 1, 2)); // channels-last, see Batch.ToTensor
    }
}
