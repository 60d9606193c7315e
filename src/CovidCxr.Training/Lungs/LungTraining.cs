using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>Trains a network that finds lungs on masks that people drew, using only those of the training split.</summary>
public static class LungTraining
{
    private const int BatchSize = 32;
    private const double Decay = 0.995; // of the average over the last steps

    private static readonly StageRecipe[] Schedule =
        [new() { Epoch = 0, Rate = 2e-3, Ramp = true }, new() { Epoch = 3, Rate = 1e-5, Ramp = true }];

    /// <summary>Trains a network and writes its weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The dataset that the masks belong to.</param>
    /// <param name="masks">The masks.</param>
    /// <param name="seed">Seed of weights, order and augmentation.</param>
    /// <param name="epochs">Passes over the training split's masks, at least 1.</param>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="progress">Reports every step; may be null.</param>
    /// <param name="cancel">Stops between two steps without writing the file.</param>
    /// <returns>The quality on the validation split, by collection.</returns>
    /// <exception cref="InputException">There are no masks, an image is missing or was changed, or the file cannot be written.</exception>
    public static IReadOnlyList<LungScores> Run(
        LungNetwork network,
        Dataset dataset,
        LungMasks masks,
        long seed,
        int epochs,
        string path,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var train = MaskedImages.Decode(dataset, masks.Of(dataset, DatasetSplit.Train), network.DecodedSize, cancel);
        var val = masks.Of(dataset, DatasetSplit.Val);
        torch.manual_seed(seed);
        using var weights = MasterWeights.Of(network.Make(), ScalarType.Float32);
        using var optimizer = new Adam(weights, new OptimizerRecipe { WeightDecay = 0.01 });
        using var average = network.IsFine ? new WeightEma(weights, Decay) : null;
        var batches = new LungBatches(network);
        var steps = BatchStream.StepsOf(train.Images.Length, BatchSize);
        var rate = new LearningRateSchedule(Schedule, epochs);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var order = EpochOrder.Shuffle(train.Images.Length, seed, epoch);
            for (var step = 0; step < steps; step++)
            {
                cancel.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                var first = step * BatchSize;
                var chosen = order.AsMemory(first, Math.Min(BatchSize, order.Length - first));
                var (images, expected) = batches.Make(train, chosen, seed, epoch);
                Loss(weights.Network.forward(images), expected, network.IsFine).backward();
                optimizer.Step(rate.At(epoch, (step + 1.0) / steps));
                weights.ClearGradients();
                average?.Add((epoch * steps) + step + 1);
                progress?.Report(new WorkProgress("training the lung finder", (epoch * steps) + step + 1, epochs * steps));
            }
        }
        average?.Swap();
        Safetensors.Write(path, weights.Masters, new Dictionary<string, string>
        {
            ["network"] = $"lung-{network.Name}",
            ["dataset"] = dataset.Fingerprint,
            ["seed"] = $"{seed}",
            ["epochs"] = $"{epochs}",
            ["masks"] = $"{train.Images.Length}",
        });
        weights.Network.eval();
        return LungScores.Of(new LungFinder(network, weights.Network), dataset, val, progress, cancel);
    }

    // Binary cross-entropy; for fine outlines also the Dice loss (Milletari et al. 2016), which counts the outline for more.
    private static Tensor Loss(Tensor logOdds, Tensor masks, bool isFine)
    {
        var loss = nn.functional.binary_cross_entropy_with_logits(logOdds, masks);
        if (!isFine)
            return loss;
        var predicted = logOdds.sigmoid();
        var common = (predicted * masks).sum([1, 2, 3]);
        var areas = predicted.sum([1, 2, 3]).add(masks.sum([1, 2, 3]), Scalars.One).add(Scalars.One, Scalars.One);
        var dice = common.add(common, Scalars.One) / areas; // [b]
        return loss - dice.mean();
    }
}
