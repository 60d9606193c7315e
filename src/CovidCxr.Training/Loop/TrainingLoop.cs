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
using TorchSharp;

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
    private readonly MasterWeights weights;
    private readonly IOptimizer optimizer;
    private readonly WeightEma? average;
    private readonly SmoothedCrossEntropy loss;
    private readonly Teachers? teachers;
    private readonly TrainingStep step;
    private readonly LearningRateSchedule rate;
    private readonly Augmenter augmenter;
    private readonly EpochOrder order;
    private readonly List<EpochRecord> records = [];
    private readonly int images, steps;
    private double best = double.NaN;

    private TrainingLoop(TrainingOptions options, RunFolder run, IReadOnlyList<DatasetImage> train)
    {
        this.options = options;
        this.run = run;
        recipe = options.Recipe;
        order = new EpochOrder(train, recipe.Sampling, recipe.Augmentation.Views, recipe.Share);
        images = order.Count;
        steps = BatchStream.StepsOf(images, recipe.Batch);
        var network = NetworkRegistry.Build(recipe.Network, recipe.InputSize, options.Seed);
        PretrainedWeights.Load(network, recipe.Pretrained.File, recipe.Pretrained.Sha256);
        if (recipe.Teacher.Start)
            Teachers.Start(network, options.Teachers[0]);
        weights = MasterWeights.Of(network, Precision.Choose(recipe.Precision));
        optimizer = OptimizerCatalog.Build(recipe.Optimizer, weights);
        average = recipe.Average > 0 ? new WeightEma(weights, recipe.Average) : null;
        loss = new SmoothedCrossEntropy(recipe.Loss, recipe.Controls.Weight);
        teachers = Teachers.Open(
            options.Teachers, recipe.Teacher, weights.Type, recipe.Controls.HeldOut(options.Seed), train.Count, recipe.Augmentation.Views);
        step = new TrainingStep(weights, optimizer, loss, recipe.InputSize, teachers);
        rate = new LearningRateSchedule(recipe.Schedule, recipe.Epochs);
        var largest = Math.Max(recipe.InputSize, teachers?.InputSize ?? 0);
        if (largest > recipe.Augmentation.Resize)
            throw new InputException(
                $"--teacher {options.Teachers[0]}: takes images of {largest} pixels, and the recipe makes them "
                + $"{recipe.Augmentation.Resize}; give --set augmentation.resize={largest} or more");
        augmenter = new Augmenter(recipe.Augmentation, largest);
    }

    /// <summary>Trains to the recipe's last epoch.</summary>
    /// <param name="options">Recipe, data and run folder.</param>
    /// <param name="decoding">Reports each decoded image; may be null.</param>
    /// <param name="progress">Reports every step and epoch; may be null.</param>
    /// <param name="cancel">Ends the run after the current step or batch of validation images, with a checkpoint.</param>
    /// <returns>The records of all epochs.</returns>
    /// <exception cref="InputException">The dataset or the run folder cannot be used, or the loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The caller canceled; the run can be resumed.</exception>
    public static IReadOnlyList<EpochRecord> Run(
        TrainingOptions options, IProgress<WorkProgress>? decoding, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var dataset = Dataset.Open(options.Data).Without(options.Without);
        var recipe = options.Recipe;
        var description = RunDescription.Of(
            dataset, recipe, options.Seed, options.HeldOut, Precision.Choose(recipe.Precision)) with
        {
            Without = [.. options.Without.Select(finding => finding.Name())],
            Teachers = [.. options.Teachers.Select(Path.GetFullPath)],
        };
        if (description.TrainImages == 0 || description.ValImages == 0)
            throw new InputException(
                $"--data {options.Data}: has {Counted.Of(description.TrainImages, "training image")} and "
                + $"{Counted.Of(description.ValImages, "validation image")}; "
                + "build a dataset with both ('covidcxr dataset build')");
        if ((recipe.Teacher.Weight > 0 || recipe.Teacher.Start) && options.Teachers.Count == 0)
            throw new InputException(
                $"the recipe {recipe.Name} learns from a teacher: name a trained run with --teacher (recipe 'teacher' makes one), "
                + "or train without (--set teacher.weight=0 teacher.start=false)");
        if (recipe.Teacher is { Weight: 0, Start: false } && options.Teachers.Count > 0)
            throw new InputException(
                $"--teacher {options.Teachers[0]}: the recipe {recipe.Name} learns from none; "
                + "give --set teacher.weight=0.7, or leave it out");
        if (Precision.Warning(recipe.Precision) is { } warning)
            options.Warn?.Invoke(warning);
        TrainingMemory.Check(recipe);
        var learned = description.HeldOut.LearnedFrom(dataset);
        var start = RunStart.Prepare(options, description);
        var run = start.Run;

        try
        {
            using var loop = new TrainingLoop(options, run, learned);
            var from = loop.Begin();
            start.Write(options, description);
            using var train = PixelStore.Decode(
                dataset, learned, recipe.Augmentation.Resize, run.Pixels("train"), decoding, cancel);
            using var val = PixelStore.Decode(
                dataset, description.HeldOut.ValidatedOn(dataset), recipe.InputSize, run.Pixels("val"), decoding, cancel);
            loop.Run(from, train, val, progress, cancel);
            if (recipe.Calibrate && RunCalibration.Fit(run, val, cancel).Warning is { } doubt)
                options.Warn?.Invoke($"{run.Calibration}: {doubt}");
            return loop.records;
        }
        catch (Exception error)
        {
            start.Undo();
            if (TrainingMemory.ErrorOf(error, recipe) is { } memory)
                throw memory;
            throw;
        }
    }

    /// <summary>What a checkpoint keeps beside weights and optimizer.</summary>
    private IReadOnlyList<(string Name, torch.Tensor Tensor)> OtherState => [.. average?.State ?? [], .. teachers?.State ?? []];

    /// <summary>Reads the last checkpoint and the epochs before it, or begins with the first epoch.</summary>
    private Checkpoint Begin()
    {
        var from = new Checkpoint { Epoch = 0, Step = 0, Meter = new EpochMeter(), Best = double.NaN, Seed = options.Seed };
        if (!options.Resume || !run.HasTrained)
            return from;
        if (!File.Exists(run.Last))
        {
            // Killed between the end of the first epoch and its checkpoint, or the file was lost later.
            if (File.Exists(run.Metrics) && MetricsFile.Read(run.Metrics).Count > 1)
                throw new InputException($"{run.Last}: is missing, so the run cannot be resumed; restore it from a copy, or train again");
            return from;
        }
        from = Checkpoint.Read(run, weights, optimizer, OtherState);
        if (from.Seed != options.Seed || from.Step > steps || from.Meter.Count != Math.Min((long)from.Step * recipe.Batch, images))
            throw new InputException($"{run.Last}: is not a checkpoint of this run; restore the run's own from a copy, or train again");
        if (from.Epoch > recipe.Epochs)
            throw new InputException(
                $"--epochs {recipe.Epochs}: the run {run.Path} has finished {Counted.Of(from.Epoch, "epoch")}; give {from.Epoch} or more");
        best = from.Best;
        if (from.Epoch > 0)
            records.AddRange(MetricsFile.Read(run.Metrics, from.Epoch).Take(from.Epoch));
        // The next epoch replaces the weights of the last one in any case.
        if (from.Epoch > 0 && (from.Epoch == recipe.Epochs || recipe.Select != "last"))
            TrainedRun.OpenUncalibrated(run.Path).Dispose();
        return from;
    }

    private void Run(Checkpoint from, PixelStore train, PixelStore val, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var events = new EventLog(run.TensorBoard);
        var (firstStep, meter) = (from.Step, from.Meter);
        for (var epoch = from.Epoch; epoch < recipe.Epochs; epoch++, firstStep = 0, meter = new EpochMeter())
        {
            cancel.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            TrainEpoch(train, epoch, firstStep, meter, progress, cancel);
            average?.Swap();
            if (Validate(val, cancel) is not { } validated)
            {
                average?.Swap();
                WriteCheckpoint(epoch, steps, meter);
                throw new OperationCanceledException(cancel);
            }
            var record = Record(epoch, meter, validated, Stopwatch.GetElapsedTime(started));
            records.Add(record);
            KeepIfSelected(record);
            average?.Swap();
            MetricsFile.Write(run.Metrics, records);
            WriteCheckpoint(epoch + 1, step: 0, new EpochMeter());
            events.Add(record);
            progress?.Report(new TrainingProgress(
                epoch + 1, recipe.Epochs, steps, steps, images, record.TrainLoss, record.TrainAccuracy, record));
        }
    }

    private void TrainEpoch(
        PixelStore train, int epoch, int firstStep, EpochMeter meter, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var batches = new BatchStream(train, augmenter, recipe.Batch, options.Seed, epoch, firstStep, order);
        var saved = Stopwatch.GetTimestamp();
        var done = firstStep;
        foreach (var batch in batches.Read(CancellationToken.None))
        {
            var dropoutSeed = (long)(new SeededRandom(options.Seed, epoch, SeededRandom.Dropout, done).NextBits() >> 1);
            var (value, probabilities) = step.Take(batch, rate.At(epoch, (done + 1.0) / steps), dropoutSeed);
            average?.Add(optimizer.Steps);
            meter.Add(value, probabilities, batch.Labels);
            done++;
            progress?.Report(new TrainingProgress(
                epoch + 1, recipe.Epochs, done, steps, images, meter.Loss, meter.Accuracy, null));
            var isDue = done < steps && Stopwatch.GetElapsedTime(saved) > options.CheckpointEvery;
            if (isDue || cancel.IsCancellationRequested)
            {
                WriteCheckpoint(epoch, done, meter);
                saved = Stopwatch.GetTimestamp();
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Measures the weights on the validation images; null if the caller canceled meanwhile.</summary>
    private EpochMeter? Validate(PixelStore val, CancellationToken cancel)
    {
        var meter = new EpochMeter();
        foreach (var batch in val.Batches(Math.Max(recipe.Batch, SmallestValidationBatch)))
        {
            if (cancel.IsCancellationRequested)
                return null;
            var probabilities = BatchClassifier.Probabilities(weights.Network, weights.Type, batch);
            // CrossEntropy also limits probabilities to 1 - 1e-7; without that limit, a run's val_loss stays the same to the last digit.
            var crossEntropy = batch.Labels
                .Select((label, i) => -Math.Log(Math.Max(probabilities[(i * Findings.Count) + label], CrossEntropy.SmallestProbability)))
                .Average();
            meter.Add(crossEntropy, probabilities, batch.Labels);
        }
        return meter;
    }

    private EpochRecord Record(int epoch, EpochMeter trained, EpochMeter validated, TimeSpan time) => new(
        epoch + 1,
        trained.Loss,
        trained.Accuracy,
        trained.Precision,
        trained.Recall,
        validated.Loss,
        validated.Accuracy,
        validated.Precision,
        validated.Recall,
        rate.At(epoch, 1),
        time.TotalSeconds);

    private void WriteCheckpoint(int epoch, int step, EpochMeter meter)
    {
        var checkpoint = new Checkpoint { Epoch = epoch, Step = step, Meter = meter, Best = best, Seed = options.Seed };
        checkpoint.Write(run, weights, optimizer, OtherState);
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
        teachers?.Dispose();
    }
}
