using System.Diagnostics;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
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

/// <summary>
/// Trains a network by a recipe into a run folder. A run that was stopped or killed at any moment continues from its last checkpoint and
/// ends with the same weights as an uninterrupted one (on the same number of threads).
/// </summary>
public sealed class TrainingLoop : IDisposable
{
    // Validation keeps no gradients, so a small batch would only slow it down; another number rounds differently.
    private const int SmallestValidationBatch = 64;

    private readonly TrainingOptions options;
    private readonly Recipe recipe;
    private readonly RunFolder run;
    private readonly PixelStore train, val;
    private readonly MasterWeights weights;
    private readonly IOptimizer optimizer;
    private readonly WeightEma? average;
    private readonly SmoothedCrossEntropy loss;
    private readonly TrainingStep step;
    private readonly LearningRateSchedule rate;
    private readonly Augmenter augmenter;
    private readonly List<EpochRecord> records = [];
    private double best = double.NaN;

    private TrainingLoop(TrainingOptions options, RunFolder run, PixelStore train, PixelStore val)
    {
        this.options = options;
        this.run = run;
        this.train = train;
        this.val = val;
        recipe = options.Recipe;
        var network = NetworkRegistry.Build(recipe.Network, recipe.InputSize, options.Seed);
        weights = MasterWeights.Of(network, Precision.Choose(recipe.Precision));
        optimizer = OptimizerCatalog.Build(recipe.Optimizer, weights);
        average = recipe.Average > 0 ? new WeightEma(weights, recipe.Average) : null;
        loss = new SmoothedCrossEntropy(recipe.Loss);
        step = new TrainingStep(weights, optimizer, loss);
        rate = new LearningRateSchedule(recipe.Schedule, recipe.Epochs);
        augmenter = new Augmenter(recipe.Augmentation, recipe.InputSize);
    }

    private int Steps => BatchStream.StepsOf(train.Count, recipe.Batch);

    /// <summary>Trains to the recipe's last epoch.</summary>
    /// <param name="options">Recipe, data and run folder.</param>
    /// <param name="decoding">Reports each decoded image; may be null.</param>
    /// <param name="progress">Reports every step and epoch; may be null.</param>
    /// <param name="cancel">Ends the run after the current step, with a checkpoint.</param>
    /// <returns>The records of all epochs.</returns>
    /// <exception cref="InputException">The dataset or the run folder cannot be used, or the loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled; the run can be resumed.</exception>
    public static IReadOnlyList<EpochRecord> Run(
        TrainingOptions options, IProgress<WorkProgress>? decoding, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var dataset = Dataset.Open(options.Data).Without(options.Without);
        var recipe = options.Recipe;
        var description = RunDescription.Of(dataset, options.Seed, Precision.Choose(recipe.Precision));
        if (description.TrainImages == 0 || description.ValImages == 0)
            throw new InputException(
                $"--data {options.Data}: has {description.TrainImages} training and {description.ValImages} validation images; "
                + "build a dataset with both ('covidcxr dataset build')");
        var run = RunStart.Prepare(options, description);

        try
        {
            using var train = PixelStore.Decode(
                dataset, dataset.In(DatasetSplit.Train), recipe.Augmentation.Resize, run.Pixels("train"), decoding, cancel);
            using var val = PixelStore.Decode(
                dataset, dataset.In(DatasetSplit.Val), recipe.InputSize, run.Pixels("val"), decoding, cancel);
            using var loop = new TrainingLoop(options, run, train, val);
            var records = loop.Run(progress, cancel);
            if (recipe.Calibrate)
                RunCalibration.Fit(run, val);
            return records;
        }
        catch
        {
            RunStart.Undo(run);
            throw;
        }
    }

    private IReadOnlyList<EpochRecord> Run(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (epoch, firstStep, meter) = (0, 0, new EpochMeter());
        if (options.Resume && File.Exists(run.Last))
        {
            var checkpoint = Checkpoint.Read(run, weights, optimizer, average);
            (epoch, firstStep, meter, best) = (checkpoint.Epoch, checkpoint.Step, checkpoint.Meter, checkpoint.Best);
            if (epoch > 0)
                records.AddRange(MetricsFile.Read(run.Metrics).Where(r => r.Epoch <= epoch));
        }

        using var events = new EventLog(run.TensorBoard);
        for (; epoch < recipe.Epochs; epoch++, firstStep = 0, meter = new EpochMeter())
        {
            var started = Stopwatch.GetTimestamp();
            TrainEpoch(epoch, firstStep, meter, progress, cancel);
            average?.Swap();
            var record = Validate(epoch, meter, started);
            records.Add(record);
            KeepIfSelected(record);
            average?.Swap();
            MetricsFile.Write(run.Metrics, records);
            WriteCheckpoint(epoch + 1, step: 0, new EpochMeter());
            events.Add(record);
            progress?.Report(new TrainingProgress(
                epoch + 1, recipe.Epochs, Steps, Steps, train.Count, record.TrainLoss, record.TrainAccuracy, record));
        }
        return records;
    }

    private void TrainEpoch(int epoch, int firstStep, EpochMeter meter, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var batches = new BatchStream(train, augmenter, recipe.Batch, options.Seed, epoch, firstStep);
        var saved = Stopwatch.GetTimestamp();
        var done = firstStep;
        foreach (var batch in batches.Read(CancellationToken.None))
        {
            var dropoutSeed = (long)(new SeededRandom(options.Seed, epoch, SeededRandom.Dropout, done).NextBits() >> 1);
            var (value, probabilities) = step.Take(batch, rate.At(epoch, (done + 1.0) / Steps), dropoutSeed);
            average?.Add(optimizer.Steps);
            meter.Add(value, probabilities, batch.Labels);
            done++;
            progress?.Report(new TrainingProgress(
                epoch + 1, recipe.Epochs, done, Steps, train.Count, meter.Loss, meter.Accuracy, null));
            if (done < Steps && (cancel.IsCancellationRequested || Stopwatch.GetElapsedTime(saved) > options.CheckpointEvery))
            {
                WriteCheckpoint(epoch, done, meter);
                saved = Stopwatch.GetTimestamp();
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private EpochRecord Validate(int epoch, EpochMeter trained, long started)
    {
        var meter = new EpochMeter();
        foreach (var batch in val.Batches(Math.Max(recipe.Batch, SmallestValidationBatch)))
        {
            var probabilities = BatchClassifier.Probabilities(weights.Network, weights.Type, batch);
            // CrossEntropy also limits probabilities to 1 - 1e-7; without that limit, a run's val_loss stays the same to the last digit.
            var crossEntropy = batch.Labels
                .Select((label, i) => -Math.Log(Math.Max(probabilities[(i * Findings.Count) + label], CrossEntropy.SmallestProbability)))
                .Average();
            meter.Add(crossEntropy, probabilities, batch.Labels);
        }
        return new EpochRecord(
            epoch + 1,
            trained.Loss,
            trained.Accuracy,
            trained.Precision,
            trained.Recall,
            meter.Loss,
            meter.Accuracy,
            meter.Precision,
            meter.Recall,
            rate.At(epoch, 1),
            Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private void WriteCheckpoint(int epoch, int step, EpochMeter meter)
    {
        var checkpoint = new Checkpoint { Epoch = epoch, Step = step, Meter = meter, Best = best, Seed = options.Seed };
        checkpoint.Write(run, weights, optimizer, average);
    }

    /// <summary>Writes the weights if the epoch is the best so far by <see cref="Recipe.Select"/>.</summary>
    private void KeepIfSelected(EpochRecord record)
    {
        var value = recipe.Select switch
        {
            "val_loss" => -record.ValLoss,
            "val_accuracy" => record.ValAccuracy,
            _ => record.Epoch,
        };
        if (value <= best) // false while best is NaN
            return;
        best = value;
        File.Delete(run.Calibration); // belongs to the previous weights
        Safetensors.Write(run.Best, weights.Masters, new Dictionary<string, string>
        {
            ["network"] = recipe.Network,
            ["recipe"] = recipe.Name,
            ["epoch"] = $"{record.Epoch}",
            ["seed"] = $"{options.Seed}",
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        average?.Dispose();
        weights.Dispose();
        loss.Dispose();
    }
}
