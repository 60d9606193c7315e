using Xunit;

namespace CovidCxr.Testing;

/// <summary>The outcome of a run of the program; lines end in <c>\n</c>.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that the program failed with this code and one line on standard error, and returns the line.</summary>
    public string OneErrorLine(int exitCode = 1)
    {
        Assert.Equal((exitCode, 1), (ExitCode, Error.Count(c => c == '\n')));
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("unexpected", Error);
        return Error.TrimEnd();
    }

    /// <summary>Checks that the program succeeded and wrote nothing to standard error, and returns its output.</summary>
    public string Success()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return Output;
    }
}
