using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Testing;

/// <summary>The outcome of a run of the program; lines end in <c>\n</c>.</summary>
public sealed partial record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Standard error without warnings, notes and progress, which do not decide about success.</summary>
    private string Errors => Progress().Replace(
        string.Join('\n', Error.Split('\n').Where(line => !line.StartsWith("warning: ") && !line.StartsWith("note: "))), "");

    /// <summary>The lines of <see cref="Errors"/>.</summary>
    public IReadOnlyList<string> ErrorLines => Errors.TrimEnd('\n').Split('\n');

    /// <summary>Checks that the program failed with this code and one error line on standard error, and returns the line.</summary>
    public string OneErrorLine(int exitCode = 1)
    {
        Assert.Equal((exitCode, 1), (ExitCode, Errors.Count(c => c == '\n')));
        Assert.DoesNotContain("   at ", Errors);
        Assert.DoesNotContain("unexpected", Errors);
        return Errors.TrimEnd();
    }

    /// <summary>Checks that the program succeeded and wrote nothing but warnings to standard error, and returns its output.</summary>
    public string Success()
    {
        Assert.Equal((0, ""), (ExitCode, Errors));
        return Output;
    }

    // "decode: 12/640, 31/s, 20 s left", "epoch 1/3: 640/640 in 3.2 s", and the figures of an epoch.
    [GeneratedRegex(@"^([^:\n]+: \d[\d.]*(/\d[\d.]*)?( MB)?(, .*| in [\d.:]+ (s|min|h))?|  train loss .*)\n", RegexOptions.Multiline)]
    private static partial Regex Progress();
}
