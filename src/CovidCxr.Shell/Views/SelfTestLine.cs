using System.Globalization;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Views;

/// <summary>Formats the outcome of a model file's self-test.</summary>
internal static class SelfTestLine
{
    /// <summary>For example <c>self-test passed: outputs differ by at most 6.0E-8 (allowed 1.0E-4)</c>.</summary>
    public static string Of(SelfTestResult test) => test.Passed
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"self-test passed: outputs differ by at most {test.Difference:0.0E+0} (allowed {test.Tolerance:0.0E+0})")
        : test.Failure;
}
