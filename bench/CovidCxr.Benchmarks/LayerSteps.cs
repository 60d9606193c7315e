using System.Diagnostics;
using System.Globalization;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Benchmarks;

/// <summary>
/// Forward and backward of single layers in the memory layouts and element types in question, by turns: says which layer holds a network
/// back.
/// </summary>
/// <remarks>dotnet run --project bench/CovidCxr.Benchmarks -c Release -- layers</remarks>
internal static class LayerSteps
{
    private const int Images = 32, Channels = 96, Side = 32, WarmUp = 2, Rounds = 7;

    private static readonly (string Name, Func<Layer> Make)[] Layers =
    [
        ("convolution 3 x 3", () => new Convolution(Channels, Channels, 3, bias: false)),
        ("convolution 1 x 1", () => new Convolution(Channels, Channels, 1, bias: false)),
        ("depthwise 3 x 3, normalized", () => new ConvNorm("layer", Channels, Channels, 3, 1, groups: Channels)),
        ("depthwise 5 x 5, normalized", () => new ConvNorm("layer", Channels, Channels, 5, 1, groups: Channels)),
        ("batch normalization", () => new BatchNormalization("layer", Channels)),
        ("ReLU", () => new Activation(ActivationKind.Relu)),
        ("SiLU", () => new Activation(ActivationKind.Silu)),
        ("max pooling", () => new MaxPooling(2, 2)),
        ("average pooling", () => new AveragePooling(2, 2)),
        ("concatenation with its input", () => new Branches(new Chain(), new Chain())),
        ("squeeze and excitation", () => new SqueezeExcite("layer", Channels, Channels / 4)),
    ];

    /// <summary>Prints a line for each layer.</summary>
    public static void Print()
    {
        Console.WriteLine($"forward and backward of [{Images}, {Channels}, {Side}, {Side}], ms, medians of {Rounds}");
        Console.WriteLine($"{"",-30} {"float32",10} {"float32, channels last",24} {"bfloat16, channels last",24}");
        foreach (var (name, make) in Layers)
        {
            using var plain = new Timed(make(), ScalarType.Float32, channelsLast: false);
            using var last = new Timed(make(), ScalarType.Float32, channelsLast: true);
            using var rounded = new Timed(make(), ScalarType.BFloat16, channelsLast: true);
            Timed[] all = [plain, last, rounded];
            for (var i = 0; i < WarmUp + Rounds; i++)
                foreach (var timed in all)
                    timed.Step();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-30} {plain.Median,10:F1} {last.Median,24:F1} {rounded.Median,24:F1}"));
        }
    }

    private sealed class Timed : IDisposable
    {
        private readonly Layer layer;
        private readonly Tensor x;
        private readonly List<double> times = [];

        public Timed(Layer layer, ScalarType type, bool channelsLast)
        {
            this.layer = layer;
            using (torch.no_grad())
                MasterWeights.Convert(layer, type);
            using var scope = torch.NewDisposeScope();
            var input = channelsLast
                ? torch.rand(Images, Side, Side, Channels).permute(0, 3, 1, 2)
                : torch.rand(Images, Channels, Side, Side);
            x = input.to_type(type).detach().requires_grad_(true).MoveToOuterDisposeScope();
        }

        public double Median => times.Skip(WarmUp).Order().ElementAt(Rounds / 2);

        public void Step()
        {
            var started = Stopwatch.GetTimestamp();
            using var scope = torch.NewDisposeScope();
            layer.forward(x).sum().backward();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        public void Dispose()
        {
            layer.Dispose();
            x.Dispose();
        }
    }
}
