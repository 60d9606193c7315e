using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>
/// COVID-Net (Wang and Wong 2020, figure 2): four stages of modules that project, expand, convolve every channel by itself, project and
/// extend (PEPX), with long-range connections, and three dense layers.
/// </summary>
/// <remarks>
/// The authors published the connections of the modules, the sizes of their outputs and the totals: COVIDNet-CXR Small 117.4 million
/// parameters and 2.26 billion multiply-adds with 224 pixels, COVIDNet-CXR Large 127.4 and 3.59 (docs/models.md of
/// <c>github.com/lindawangg/COVID-Net</c>), but not the widths inside the modules, which a search chose. Here they are parts of a module's
/// inputs, chosen by those totals: 117.2 and 127.4 million parameters, 2.45 and 4.14 billion multiply-adds.
/// </remarks>
internal static class CovidNet
{
    // Channels and modules of the stages.
    private static readonly (int Channels, int Modules)[] Stages = [(256, 3), (512, 4), (1024, 6), (2048, 3)];

    /// <summary>COVIDNet-CXR Small.</summary>
    public static NetworkSpec Small => Spec("covidnet-cxr-small", channels => (channels / 4, channels * 3 / 8));

    /// <summary>COVIDNet-CXR Large.</summary>
    public static NetworkSpec Large => Spec("covidnet-cxr-large", channels => (channels * 3 / 8, channels * 3 / 4));

    private static NetworkSpec Spec(string name, Func<int, (int Projected, int Expanded)> widths) =>
        FeatureNetwork.Spec(name, smallest: 32, (inputSize, classes) => Make(name, widths, inputSize, classes)) with
        {
            HasMaps = false,
            Weights = inputSize => WeightsOf(widths, inputSize),
        };

    private static FeatureNetwork Make(string name, Func<int, (int Projected, int Expanded)> widths, int inputSize, int classes)
    {
        var layers = new List<Layer>
        {
            new ConvNorm("stem", FeatureNetwork.Colors, 64, 7, stride: 2, ActivationKind.Relu), // [b, 64, s/2, s/2]
        };
        var channels = 64;
        foreach (var stage in Stages) // [b, 256, s/4, s/4], [b, 512, s/8, s/8], [b, 1024, s/16, s/16], [b, 2048, s/32, s/32]
        {
            layers.Add(new MaxPooling(2, 2));
            layers.Add(new CovidNetStage(channels, stage.Channels, stage.Modules, widths));
            channels = stage.Channels;
        }
        var head = new DenseHead(new Chain(), Flat(inputSize), [1024, 256], classes, dropped: 0.2);
        return new FeatureNetwork(name, new Chain(layers), head);
    }

    private static int Flat(int inputSize) => 2048 * (inputSize / 32) * (inputSize / 32);

    private static long WeightsOf(Func<int, (int Projected, int Expanded)> widths, int inputSize)
    {
        static long Normalized(long from, long to) => (from * to) + (2 * to); // 'from' numbers under the kernel
        static long Dense(long from, long to) => (from * to) + to;
        var (sum, channels) = (Normalized(7 * 7 * FeatureNetwork.Colors, 64), 64);
        foreach (var stage in Stages)
        {
            sum += Normalized(channels, stage.Channels);
            for (var i = 0; i < stage.Modules; i++, channels = stage.Channels)
            {
                var (projected, expanded) = widths(channels);
                sum += Normalized(channels, projected) + Normalized(projected, expanded) + Normalized(9, expanded)
                    + Normalized(expanded, projected) + Normalized(projected, stage.Channels);
            }
        }
        return sum + Dense(Flat(inputSize), 1024) + Dense(1024, 256) + Dense(256, 3);
    }
}

/// <summary>
/// A stage of COVID-Net: every module sees the sum of the outputs of all modules before it and of a 1 x 1 convolution of the stage's input,
/// which is the long-range connection; all together are the input of the next stage.
/// </summary>
internal sealed class CovidNetStage : Layer
{
    private readonly ConvNorm longRange;
    private readonly ModuleList<Layer> pepx = new();

    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="count">The number of modules.</param>
    /// <param name="widths">The channels inside a module, by those of its input.</param>
    public CovidNetStage(int channelsIn, int channels, int count, Func<int, (int Projected, int Expanded)> widths)
        : base(nameof(CovidNetStage))
    {
        longRange = new ConvNorm("long-range", channelsIn, channels, 1, 1, ActivationKind.Relu);
        for (var i = 0; i < count; i++)
            pepx.Add(Pepx(i == 0 ? channelsIn : channels, channels, widths(i == 0 ? channelsIn : channels)));
        RegisterComponents();
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        var sum = longRange.forward(x).add(pepx[0].forward(x), Scalars.One);
        foreach (var module in pepx.Skip(1))
            sum = sum.add(module.forward(sum), Scalars.One);
        return sum;
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var sum = longRange.Export(graph, $"{name}/long-range", x);
        foreach (var (index, module) in pepx.Index())
        {
            var output = module.Export(graph, $"{name}/pepx{index + 1}", index == 0 ? x : sum);
            sum = graph.Node("Add", $"{name}/sum{index + 1}", [sum, output]);
        }
        return sum;
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h, w].</summary>
    private static Chain Pepx(int channelsIn, int channels, (int Projected, int Expanded) widths) => new(
        new ConvNorm("project", channelsIn, widths.Projected, 1, 1, ActivationKind.Relu),
        new ConvNorm("expand", widths.Projected, widths.Expanded, 1, 1, ActivationKind.Relu),
        new ConvNorm("depthwise", widths.Expanded, widths.Expanded, 3, 1, ActivationKind.Relu, groups: widths.Expanded),
        new ConvNorm("project-again", widths.Expanded, widths.Projected, 1, 1, ActivationKind.Relu),
        new ConvNorm("extend", widths.Projected, channels, 1, 1, ActivationKind.Relu));
}
