using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>A small residual network with channel attention, for weights from scratch.</summary>
public sealed class CompactNetwork : CellNetwork
{
    // b images, c channels, s = input size
    private static readonly (int Channels, int Stride)[] Stages = [(48, 2), (96, 2), (192, 2), (256, 1)];

    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock> blocks;
    private readonly Dropout dropout;
    private readonly Conv2d head;

    /// <summary>Makes a network with fresh weights.</summary>
    public CompactNetwork()
        : base(nameof(CompactNetwork))
    {
        stem = new ConvNorm("stem", 1, 32, 3, stride: 2);
        blocks = new ModuleList<ResidualBlock>();
        var channels = 32;
        foreach (var (width, stride) in Stages)
        {
            blocks.Add(new ResidualBlock("block", channels, width, stride, hasAttention: true));
            channels = width;
        }
        dropout = nn.Dropout(0.2);
        head = Conv2d(channels, 3, 1);
        RegisterComponents();
    }

    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => new("compact", _ => new CompactNetwork()) { HasMaps = true, HasFeatures = true };

    /// <inheritdoc/>
    internal override int Stride => 16;

    /// <inheritdoc/>
    private protected override Dropout Dropout => dropout;

    /// <inheritdoc/>
    private protected override Conv2d Head => head;

    /// <inheritdoc/>
    private protected override ModuleList<ResidualBlock> Blocks => blocks;

    /// <summary>[b, 1, s, s] to [b, 32, s/2, s/2]; the blocks make [b, 48, s/4, s/4], ..., [b, 256, s/16, s/16] of it.</summary>
    private protected override Tensor Stem(Tensor standard) => stem.forward(standard).relu_();

    /// <inheritdoc/>
    private protected override string ExportStem(GraphWriter graph, string standard) =>
        graph.Node("Relu", "stem/relu", [stem.Export(graph, "stem", standard)]);
}
