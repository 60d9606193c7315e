using Xunit;

namespace CovidCxr.Testing;

/// <summary>The outcome of a run of the program; lines end in <c>\n</c>.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Standard error without warnings, which do not decide about success.</summary>
    private string Errors =>
        string.Join('\n', Error.Split('\n').Where(line => !line.StartsWith("warning: ", StringComparison.Ordinal)));

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
}
