using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// The residual network of <c>Microsoft.ML.DnnImageFeaturizer.ResNet18</c> for one gray channel, whole or with fewer blocks: it can start
/// from that package's weights, which were trained on ImageNet. The published ResNet-18 is in <see cref="ResNet"/>.
/// </summary>
internal sealed class ImageNetResNet : CellNetwork
{
    /// <summary>
    /// The standard deviation, of 255, of a photograph's gray values: by it a standardized image gets the range of values that pretrained
    /// weights expect.
    /// </summary>
    internal const float PhotographDeviation = 60;

    // b images, c channels, s = input size
    private static readonly int[] Channels = [64, 128, 256, 512]; // of the stages

    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock> blocks;
    private readonly Dropout dropout;
    private readonly Conv2d head;

    /// <param name="stages">The number of blocks of each stage, and the channels between the two convolutions of its blocks.</param>
    private ImageNetResNet(params IReadOnlyList<(int Blocks, int Inner)> stages)
        : base(nameof(ImageNetResNet))
    {
        Stride = 2 << stages.Count;
        stem = new ConvNorm("stem", 1, 64, 7, stride: 2);
        blocks = new ModuleList<ResidualBlock>();
        var channels = 64;
        foreach (var (width, stage) in Channels.Zip(stages))
            for (var i = 0; i < stage.Blocks; i++)
            {
                blocks.Add(new ResidualBlock("block", channels, width, channels == width ? 1 : 2, hasAttention: false, stage.Inner));
                channels = width;
            }
        dropout = nn.Dropout(0.2);
        head = Conv2d(channels, 3, 1);
        RegisterComponents();
    }

    /// <summary>
    /// The whole network of the package: ResNet-18 with one block of two layers more in the last stage, so 20 layers.
    /// </summary>
    public static NetworkSpec Spec20 => new("resnet20", _ => new ImageNetResNet((2, 64), (2, 128), (2, 256), (3, 512)))
    {
        HasMaps = true,
        HasFeatures = true,
        CanBePretrained = true,
    };

    /// <summary>
    /// The first block of each of the first three stages of the 20-layer network, whose weights it can start from. Half of the channels
    /// inside the first block, which has the largest maps, make it as fast as the compact network.
    /// </summary>
    public static ImageNetResNet Make8() => new((1, 32), (1, 128), (1, 256));

    /// <summary>
    /// The first three stages of the 20-layer network, whole: it can start from that network's weights, whether of ImageNet or of X-rays.
    /// </summary>
    public static ImageNetResNet Make14() => new((2, 64), (2, 128), (2, 256));

    /// <inheritdoc/>
    internal override int Stride { get; }

    /// <inheritdoc/>
    private protected override Dropout Dropout => dropout;

    /// <inheritdoc/>
    private protected override Conv2d Head => head;

    /// <inheritdoc/>
    /// <remarks>The stem's kernels of blue, green and red are added up, for X-rays are gray.</remarks>
    internal override void LoadPretrained(IReadOnlyList<NormalizedConvolution> weights) =>
        Load(stem, first => first.ForOneInput(PhotographDeviation), blocks, weights);

    /// <summary>
    /// Replaces the weights of a stem and of residual blocks by those of the package's file. Where a stage has fewer blocks, it takes the
    /// first ones. The last layer stays as it is: ImageNet has other classes.
    /// </summary>
    /// <param name="stem">The first layer.</param>
    /// <param name="fit">Makes the file's first layer, for photographs of 0 to 255, one for standardized X-rays.</param>
    /// <param name="blocks">The blocks, first to last.</param>
    /// <param name="weights">The file's convolutions in the order of its graph.</param>
    /// <exception cref="ArgumentException">They are another network's.</exception>
    internal static void Load(
        ConvNorm stem,
        Func<NormalizedConvolution, NormalizedConvolution> fit,
        IEnumerable<ResidualBlock> blocks,
        IReadOnlyList<NormalizedConvolution> weights)
    {
        var shortcuts = new Queue<NormalizedConvolution>(weights.Where(w => w.Shape is [_, _, 1, 1]));
        var others = new Queue<NormalizedConvolution>(weights.Where(w => w.Shape is not [_, _, 1, 1]));
        NormalizedConvolution Next(Queue<NormalizedConvolution> queue) => queue.TryDequeue(out var next)
            ? next
            : throw new ArgumentException($"it has only {weights.Count} convolutions", nameof(weights));
        stem.Load(fit(Next(others)));
        var stage = Channels[0];
        foreach (var block in blocks)
        {
            while (block.Channels != stage && others.TryPeek(out var left) && left.Shape[0] == stage)
                others.Dequeue(); // a block that this network does not have
            stage = block.Channels;
            block.Load(Next(others), Next(others), block.HasShortcut ? Next(shortcuts) : null);
        }
    }

    /// <inheritdoc/>
    private protected override ModuleList<ResidualBlock> Blocks => blocks;

    /// <summary>[b, 1, s, s] to [b, 64, s/4, s/4]; the blocks make [b, 64, s/4, s/4], ..., [b, 512, s/32, s/32] of it.</summary>
    private protected override Tensor Stem(Tensor standard) =>
        functional.max_pool2d(stem.forward(standard).relu_(), 3, stride: 2, padding: 1);

    /// <inheritdoc/>
    private protected override string ExportStem(GraphWriter graph, string standard) => PoolingExport.Add(
        graph, "MaxPool", "stem/pool", graph.Node("Relu", "stem/relu", [stem.Export(graph, "stem", standard)]), 3, 2, padding: 1);
}
