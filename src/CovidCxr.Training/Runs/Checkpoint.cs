using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Runs;

/// <summary>
/// The point from which a run can be resumed. Random numbers need no state of their own: order, augmentation and dropout depend only on
/// seed, epoch and step (<see cref="SeededRandom"/>).
/// </summary>
internal sealed record Checkpoint
{
    /// <summary>The epoch to continue, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>The next step, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>The sums of this epoch before that step.</summary>
    public required EpochMeter Meter { get; init; }

    /// <summary>The best value of the recipe's selection so far; NaN before the end of the first epoch.</summary>
    public required double Best { get; init; }

    /// <summary>The run's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Writes weights, optimizer, what else the training keeps, and this point, completely or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="optimizer">The moments and the number of steps.</param>
    /// <param name="others">The average and the teachers' answers, by name.</param>
    public void Write(
        RunFolder run, MasterWeights weights, IOptimizer optimizer, IReadOnlyList<(string Name, Tensor Tensor)> others) =>
        Safetensors.Write(run.Last, [.. weights.Masters, .. optimizer.State, .. others], new Dictionary<string, string>
        {
            ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            ["epoch"] = Epoch.ToString(CultureInfo.InvariantCulture),
            ["step"] = Step.ToString(CultureInfo.InvariantCulture),
            ["meter"] = Meter.Save(),
            ["best"] = Best.ToString("R", CultureInfo.InvariantCulture),
            ["optimizer_steps"] = optimizer.Steps.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>Reads a checkpoint, and with it the weights, the optimizer's state and what else the training keeps.</summary>
    /// <param name="run">The run.</param>
    /// <param name="weights">Takes the weights.</param>
    /// <param name="optimizer">Takes the moments and the number of steps.</param>
    /// <param name="others">Take the average and the teachers' answers, by name.</param>
    /// <exception cref="InputException">There is no checkpoint, or it is that of another network or optimizer.</exception>
    public static Checkpoint Read(
        RunFolder run, MasterWeights weights, IOptimizer optimizer, IReadOnlyList<(string Name, Tensor Tensor)> others)
    {
        var metadata = Safetensors.Read(run.Last, [.. weights.Masters, .. optimizer.State, .. others]);
        weights.Round();
        try
        {
            optimizer.Steps = long.Parse(metadata["optimizer_steps"], CultureInfo.InvariantCulture);
            var checkpoint = new Checkpoint
            {
                Seed = long.Parse(metadata["seed"], CultureInfo.InvariantCulture),
                Epoch = int.Parse(metadata["epoch"], CultureInfo.InvariantCulture),
                Step = int.Parse(metadata["step"], CultureInfo.InvariantCulture),
                Meter = EpochMeter.Load(metadata["meter"]),
                Best = double.Parse(metadata["best"], CultureInfo.InvariantCulture),
            };
            return checkpoint is { Epoch: >= 0, Step: >= 0 } && optimizer.Steps >= 0
                ? checkpoint
                : throw new FormatException("an epoch or a step below 0");
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException)
        {
            throw new InputException(
                $"{run.Last}: does not say where its training stopped, so it cannot be resumed; "
                + "restore it from a copy, or train again without --resume",
                e);
        }
    }
}
