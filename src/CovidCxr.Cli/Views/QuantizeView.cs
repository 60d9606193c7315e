using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Views;

/// <summary>Shows what a model with whole numbers keeps of the original.</summary>
internal static class QuantizeView
{
    /// <summary>Prints the comparison and the file.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="file">The model file.</param>
    public static void Print(QuantizeResult result, string file)
    {
        var agreement = result.Agreement;
        Screen.WriteLine(FormattableString.Invariant(
            $"against the original, {Counted.Of(agreement.Images, "validation image")}: {agreement.SameClass} keep their class, ")
            + FormattableString.Invariant($"probabilities differ by {agreement.Mean:F4} on average, by at most {agreement.Largest:F3}"));
        Screen.WriteLine(FormattableString.Invariant(
            $"model file: {file} ({result.Bytes / 1e6:F1} MB instead of {result.BytesBefore / 1e6:F1})"));
    }
}
