using Xunit;

namespace CovidCxr.Testing;

/// <summary>What a run of the program came to; line ends are <c>\n</c>.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The program failed with this code and exactly one line on stderr, which is returned.</summary>
    public string OneErrorLine(int exitCode = 1)
    {
        Assert.Equal((exitCode, 1), (ExitCode, Error.Count(c => c == '\n')));
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("unexpected", Error);
        return Error.TrimEnd();
    }

    /// <summary>The program did its work and complained about nothing; its output is returned.</summary>
    public string Success()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return Output;
    }
}
