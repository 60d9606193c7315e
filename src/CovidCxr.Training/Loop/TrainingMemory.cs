using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Loop;

/// <summary>Says in one line that a recipe needs more memory than there is.</summary>
internal static class TrainingMemory
{
    // Master weight and two moments in float32, and either weight and gradient in bfloat16 or the gradient in float32.
    private const long BytesPerWeight = 16;

    /// <summary>Checks that the weights of a recipe's network can be trained here, before the system kills the program.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="available">Bytes of memory; null for this machine's.</param>
    /// <exception cref="InputException">They need more memory than the machine has.</exception>
    public static void Check(Recipe recipe, long? available = null)
    {
        var has = available ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var needed = (NetworkRegistry.Find(recipe.Network).Weights?.Invoke(recipe.InputSize) ?? 0) * BytesPerWeight;
        if (needed > has)
            throw new InputException(FormattableString.Invariant(
                $"the network {recipe.Network} with input_size {recipe.InputSize} needs at least {needed / 1e9:F1} GB of memory; ")
                + FormattableString.Invariant($"this machine has {has / 1e9:F1} GB; choose a smaller input_size"));
    }

    /// <summary>Makes the error of a training that found no more memory; null if another error ended it.</summary>
    public static InputException? ErrorOf(Exception error, Recipe recipe) =>
        error is OutOfMemoryException
        || (error is ExternalException && error.Message.Contains("can't allocate memory", StringComparison.Ordinal))
            ? new($"not enough memory for the network {recipe.Network} with input_size {recipe.InputSize} and batch {recipe.Batch}; "
                + "close other programs, or choose a smaller batch or input_size", error)
            : null;
}
