using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>Trains the segmenter on masks that people drew, using only those of the training split.</summary>
public static class LungTraining
{
    private const int BatchSize = 32;

    /// <summary>The default number of passes over the training split's masks.</summary>
    public const int Epochs = 40;

    private static readonly StageRecipe[] Schedule =
        [new() { Epoch = 0, Rate = 2e-3, Ramp = true }, new() { Epoch = 3, Rate = 1e-5, Ramp = true }];

    /// <summary>Trains a segmenter and writes its weights.</summary>
    /// <param name="dataset">The dataset that the masks belong to.</param>
    /// <param name="masks">The masks.</param>
    /// <param name="seed">Seed of weights, order and augmentation.</param>
    /// <param name="epochs">Passes over the training split's masks, at least 1.</param>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="progress">Reports every step; may be null.</param>
    /// <param name="cancel">Stops between two steps without writing the file.</param>
    /// <returns>The quality on the validation split.</returns>
    /// <exception cref="InputException">There are no masks, an image is missing or was changed, or the file cannot be written.</exception>
    public static LungScores Run(
        Dataset dataset,
        LungMasks masks,
        long seed,
        int epochs,
        string path,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var train = MaskedImages.Decode(dataset, masks.Of(dataset, DatasetSplit.Train), cancel);
        var val = MaskedImages.Decode(dataset, masks.Of(dataset, DatasetSplit.Val), cancel);
        torch.manual_seed(seed);
        using var weights = MasterWeights.Of(new LungSegmenter(), ScalarType.Float32);
        using var optimizer = new Adam(weights, new OptimizerRecipe { WeightDecay = 0.01 });
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
                var (images, expected) = LungBatches.Make(train, chosen, seed, epoch);
                Step(weights, optimizer, images, expected, rate.At(epoch, (step + 1.0) / steps));
                progress?.Report(new WorkProgress("training the lung finder", (epoch * steps) + step + 1, epochs * steps));
            }
        }
        var scores = LungScores.Of((LungSegmenter)weights.Network, val);
        Safetensors.Write(path, weights.Masters, new Dictionary<string, string>
        {
            ["network"] = "lung-finder",
            ["dataset"] = dataset.Fingerprint,
            ["seed"] = $"{seed}",
            ["epochs"] = $"{epochs}",
            ["masks"] = $"{train.Images.Length}",
        });
        return scores;
    }

    private static void Step(MasterWeights weights, Adam optimizer, Tensor images, Tensor masks, double rate)
    {
        var loss = nn.functional.binary_cross_entropy_with_logits(weights.Network.forward(images), masks);
        loss.backward();
        optimizer.Step(rate);
        weights.ClearGradients();
    }
}
