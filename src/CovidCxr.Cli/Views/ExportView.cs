using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Inference.Models;
using CovidCxr.Shell;
using CovidCxr.Shell.Views;

namespace CovidCxr.Cli.Views;

/// <summary>Shows the outcome of an export: the checks and the file on stdout, a missing calibration on stderr.</summary>
internal static class ExportView
{
    /// <summary>Prints the outcome.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="file">The model file.</param>
    public static void Print(ExportResult result, string file)
    {
        if (result.Note is { } note)
            Console.Error.WriteLine($"note: {OneLine.Of(note)}");
        Screen.WriteLine(SelfTestLine.Of(result.SelfTest));
        if (result.Parity is { } parity)
            Screen.WriteLine(FormattableString.Invariant(
                $"against the training library, {Counted.Of(parity.Images, "validation image")}: ")
                + FormattableString.Invariant($"probabilities differ by at most {parity.Probabilities:0.0E+0}, ")
                + FormattableString.Invariant($"scores by {parity.Scores:0.0E+0}")
                + (result.HasMaps ? FormattableString.Invariant($", maps by {parity.Maps:0.0E+0}") : "")
                + FormattableString.Invariant($" (allowed {Parity.Tolerance:0.0E+0})"));
        Screen.WriteLine(FormattableString.Invariant(
            $"model file: {file} ({result.Bytes / 1e6:F1} MB, {result.Card.Parameters:N0} parameters)"));
    }
}
