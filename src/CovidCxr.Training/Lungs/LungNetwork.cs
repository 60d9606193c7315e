using CovidCxr.Core;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Lungs;

/// <summary>A network that finds lungs: <see cref="Cells"/> or <see cref="Outlines"/>.</summary>
public sealed record LungNetwork
{
    private LungNetwork()
    {
    }

    /// <summary>Coarse and tiny: weighs the cells of a classifier, of which it becomes a part (docs/lungs.md).</summary>
    public static LungNetwork Cells { get; } = new()
    {
        Name = LungNetworkName.Cells,
        File = LungSegmenter.ShippedFile,
        InputSize = LungSegmenter.InputSize,
        OutputSize = LungSegmenter.OutputSize,
        DecodedSize = 192,
        Make = () => new LungSegmenter(),
    };

    /// <summary>As fine as the image: outlines the lungs for <c>covidcxr lungs</c> and for the audit.</summary>
    public static LungNetwork Outlines { get; } = new()
    {
        Name = LungNetworkName.Outlines,
        File = LungUNet.ShippedFile,
        InputSize = LungUNet.Side,
        OutputSize = LungUNet.Side,
        DecodedSize = 128,
        IsFine = true,
        Make = () => new LungUNet(),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LungNetwork> All { get; } = [Outlines, Cells];

    /// <summary>As <c>--network</c> says it, of <see cref="LungNetworkName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The trained weights that come with the product, beside the program.</summary>
    public required string File { get; init; }

    /// <summary>Side of the input, pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>Side of the output, cells.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Side of the decoded images that random changes are made of, pixels.</summary>
    public required int DecodedSize { get; init; }

    /// <summary>Whether it learns outlines: also by the Dice loss, from blurred pictures, and averaged over its last steps.</summary>
    internal bool IsFine { get; init; }

    /// <summary>Makes it with fresh weights: [b, 1, input, input], 0 to 1, to log-odds of lung, [b, 1, output, output].</summary>
    public required Func<Module<Tensor, Tensor>> Make { get; init; }

    /// <summary>Opens the weights that come with the product.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    internal Module<Tensor, Tensor> LoadShipped()
    {
        var network = Make();
        ShippedWeights.Load(network, File, $"covidcxr lungs train --network {Name}");
        network.eval();
        return network;
    }
}

/// <summary>What the command line says of the networks that find lungs. Apart from them, so that help does not load libtorch.</summary>
public static class LungNetworkName
{
    /// <summary><see cref="LungNetwork.Outlines"/>.</summary>
    public const string Outlines = "outlines";

    /// <summary><see cref="LungNetwork.Cells"/>.</summary>
    public const string Cells = "cells";

    /// <summary>Default number of passes over the masks.</summary>
    public const int Epochs = 40;
}
