using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Tests.Export;

/// <summary>Networks with random weights and images of random grays, for comparing two libraries.</summary>
internal static class SyntheticModel
{
    /// <summary>Far enough from a calibration that changes nothing to show if a part is left out.</summary>
    public static Calibration Calibration { get; } = new() { Temperature = 1.7, Offsets = [0.4, -0.9, 0], Images = 0 };

    /// <summary>
    /// A network of the registry as training might leave it: no bias is zero, the statistics of batch normalizations are not 0 and 1, and
    /// the scores of images differ.
    /// </summary>
    public static ClassifierNetwork Network(string name, int size, long seed)
    {
        var network = NetworkRegistry.Build(name, size, seed);
        using var noGradient = torch.no_grad();
        foreach (var convolution in network.modules().OfType<Conv2d>())
            init.kaiming_normal_(convolution.weight!);
        foreach (var (_, bias) in network.named_parameters().Where(p => p.name.EndsWith("bias", StringComparison.Ordinal)))
            bias.uniform_(-0.3, 0.3);
        foreach (var norm in network.modules().OfType<BatchNormalization>())
        {
            norm.Weight.uniform_(0.5, 1.5);
            norm.RunningMean.uniform_(-0.5, 0.5);
            norm.RunningVariance.uniform_(0.2, 3);
        }
        network.eval();
        return network;
    }

    /// <summary>[n, s, s], each image with another brightness and contrast; the first is a drawn chest, the second of one gray.</summary>
    public static byte[] Pixels(int count, int size)
    {
        var random = new Random(count);
        var pixels = new byte[count * size * size];
        for (var i = 0; i < count; i++)
        {
            var (low, span) = (random.Next(100), random.Next(1, 156));
            for (var k = 0; k < size * size; k++)
                pixels[(i * size * size) + k] = (byte)(low + random.Next(span));
        }
        Phantom(size).CopyTo(pixels, 0);
        if (count > 1)
            pixels.AsSpan(size * size, size * size).Fill(128);
        return pixels;
    }

    /// <summary>Makes a card that matches.</summary>
    public static ModelCard Card(string network, int size, double? noveltyLimit = null) => new()
    {
        Name = "drawn",
        Version = "0.0.0",
        Labels = [.. Findings.All.Select(finding => finding.Name())],
        InputSize = size,
        Preprocessing = [],
        Calibration = Calibration,
        NoveltyLimit = noveltyLimit,
        Network = network,
        Parameters = 0,
        Recipe = "",
        RecipeSha256 = "",
        Seed = 0,
        Epoch = 1,
        DatasetSha256 = "",
        IntendedUse = "For tests.",
        SelfTest = new SelfTest { Pixels = Phantom(size), Probabilities = [0, 0, 0] },
    };

    private static byte[] Phantom(int size) => ChestPhantom.Draw(Samples.All[0] with { Width = size, Height = size });
}
