using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Loop;

/// <summary>
/// A learning rate in stages ("Warmup and Decay", paper section 4): within a stage it is constant, or changes linearly, step by step, from
/// the previous stage's rate to its own.
/// </summary>
/// <param name="stages">The stages, the first from epoch 0.</param>
/// <param name="epochs">Epochs of the run: the end of the last stage.</param>
public sealed class LearningRateSchedule(IReadOnlyList<StageRecipe> stages, int epochs)
{
    /// <summary>Computes the rate of a step.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="part">How far into the epoch, 0 to 1.</param>
    public double At(int epoch, double part)
    {
        var i = 0;
        while (i + 1 < stages.Count && stages[i + 1].Epoch <= epoch)
            i++;
        var stage = stages[i];
        if (!stage.Ramp)
            return stage.Rate;
        var previous = i == 0 ? 0 : stages[i - 1].Rate;
        var end = i + 1 < stages.Count ? stages[i + 1].Epoch : Math.Max(epochs, stage.Epoch + 1);
        return previous + ((stage.Rate - previous) * Math.Min(1, (epoch + part - stage.Epoch) / (end - stage.Epoch)));
    }
}
