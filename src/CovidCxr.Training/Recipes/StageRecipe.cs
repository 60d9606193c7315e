namespace CovidCxr.Training.Recipes;

/// <summary>One stage of the learning rate.</summary>
public sealed class StageRecipe
{
    /// <summary>The first epoch of the stage, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>The learning rate, above 0.</summary>
    public double Rate { get; init; }

    /// <summary>Whether the rate climbs from the stage before, step by step, instead of jumping (a warm-up or a decay). Default: false.</summary>
    public bool Ramp { get; init; }
}
