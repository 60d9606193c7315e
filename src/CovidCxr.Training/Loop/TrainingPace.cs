using System.Diagnostics;
using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using CovidCxr.Training.Weights;

namespace CovidCxr.Training.Loop;

/// <summary>How fast a recipe trains on this machine, measured on its first batches, and how much memory that takes.</summary>
/// <param name="SecondsPerImage">Of training, augmentation included.</param>
/// <param name="SecondsPerValidation">Of the whole validation split.</param>
/// <param name="Images">Training images of an epoch, by the recipe's shares.</param>
/// <param name="PeakMemory">The most memory that it took above what the program had before, bytes.</param>
public sealed record TrainingPace(double SecondsPerImage, double SecondsPerValidation, int Images, long PeakMemory)
{
    private const int WarmUp = 2, MostSteps = 8;
    private const int BatchesOfImages = 4; // different ones; they come again, changed in another way
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    /// <summary>Takes some steps with fresh weights, which are then thrown away.</summary>
    /// <param name="options">The run that should be timed; nothing is written to its folder.</param>
    /// <param name="cache">A file for decoded pixels, which is deleted again.</param>
    /// <param name="decoding">Reports each decoded image; may be null.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <exception cref="InputException">The dataset has too few images, or the loss is not finite.</exception>
    public static TrainingPace Measure(
        TrainingOptions options, string cache, IProgress<WorkProgress>? decoding, CancellationToken cancel)
    {
        var (recipe, dataset) = (options.Recipe, Dataset.Open(options.Data).Without(options.Without));
        var type = Precision.Choose(recipe.Precision);
        var heldOut = RunDescription.Of(dataset, recipe, options.Seed, options.HeldOut, type).HeldOut;
        var (learned, validated) = (heldOut.LearnedFrom(dataset), heldOut.ValidatedOn(dataset));
        if (learned.Count == 0 || validated.Count == 0)
            throw new InputException(
                $"--data {options.Data}: has {Counted.Of(learned.Count, "training image")} and "
                + $"{Counted.Of(validated.Count, "validation image")}; build a dataset with both ('covidcxr dataset build')");
        DatasetImage[] some =
        [
            .. EpochOrder.Shuffle(learned.Count, options.Seed, epoch: 0).Take(BatchesOfImages * recipe.Batch).Select(i => learned[i]),
        ];
        using var memory = new PeakMemory();
        using var store = PixelStore.Decode(dataset, some, recipe.Augmentation.Resize, cache, decoding, cancel);
        var network = NetworkRegistry.Build(recipe.Network, recipe.InputSize, options.Seed);
        using var weights = MasterWeights.Of(network, type);
        using var optimizer = OptimizerCatalog.Build(recipe.Optimizer, weights);
        using var loss = new SmoothedCrossEntropy(recipe.Loss, recipe.Controls.Weight);
        var step = new TrainingStep(weights, optimizer, loss, recipe.InputSize);

        var perImage = TimeSteps(store, recipe, options.Seed, some, step, cancel);
        var perValidated = TimeScoring(weights, recipe);
        var order = new EpochOrder(learned, recipe.Sampling);
        return new TrainingPace(perImage, perValidated * validated.Count, order.Count, memory.Bytes);
    }

    /// <summary>
    /// The share of <see cref="Images"/> that an epoch may take, so that all epochs together take the given time: the recipe's learning
    /// rate then ends where it should, whatever the network's speed. At least a batch.
    /// </summary>
    /// <param name="budget">The time for training and validation, without decoding.</param>
    /// <param name="recipe">Says the number of epochs and the batch.</param>
    public double ShareFor(TimeSpan budget, Recipe recipe)
    {
        var training = budget.TotalSeconds - (recipe.Epochs * SecondsPerValidation);
        var smallest = Math.Min(1, (double)recipe.Batch / Images);
        var share = Math.Max(smallest, training / (recipe.Epochs * SecondsPerImage * Images));
        return Math.Round(share, 4, MidpointRounding.ToPositiveInfinity);
    }

    private static double TimeSteps(
        PixelStore store, Recipe recipe, long seed, DatasetImage[] images, TrainingStep step, CancellationToken cancel)
    {
        var augmenter = new Augmenter(recipe.Augmentation, recipe.InputSize);
        var copies = 1 + ((WarmUp + MostSteps) * recipe.Batch / images.Length);
        var order = new EpochOrder(images, [], share: copies);
        using var batches = new BatchStream(store, augmenter, recipe.Batch, seed, epoch: 0, order: order);
        var perImage = new List<double>();
        var (begun, before) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        foreach (var batch in batches.Read(CancellationToken.None))
        {
            cancel.ThrowIfCancellationRequested();
            step.Take(batch, recipe.Schedule[0].Rate * 0.01, seed: perImage.Count);
            perImage.Add(Stopwatch.GetElapsedTime(before).TotalSeconds / batch.Count);
            before = Stopwatch.GetTimestamp();
            if (perImage.Count == WarmUp + MostSteps || (perImage.Count > WarmUp && Stopwatch.GetElapsedTime(begun) > Enough))
                break;
        }
        // The median: a step during which something else has the cores must not shorten the whole training.
        return perImage.Skip(Math.Min(WarmUp, perImage.Count - 1)).Order().ElementAt((perImage.Count - WarmUp - 1) / 2);
    }

    private static double TimeScoring(MasterWeights weights, Recipe recipe)
    {
        const int images = 64, repetitions = 3;
        var batch = new Batch(new float[images * recipe.InputSize * recipe.InputSize], recipe.InputSize, []);
        var fastest = double.PositiveInfinity; // the first one is slow
        for (var i = 0; i < repetitions; i++)
        {
            var started = Stopwatch.GetTimestamp();
            BatchClassifier.Probabilities(weights.Network, weights.Type, batch);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return fastest / images;
    }
}
