using System.Globalization;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Views;

/// <summary>The outcome of a model file's self-test as a line.</summary>
internal static class SelfTestLine
{
    /// <summary>What came out.</summary>
    public static string Of(SelfTestResult test) => string.Create(
        CultureInfo.InvariantCulture,
        $"self-test {(test.Passed ? "passed" : "failed")}: probabilities differ by at most {test.Difference:0.0E+0} (allowed {test.Tolerance:0.0E+0})");
}
