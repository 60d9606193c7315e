using Xunit;

namespace CovidCxr.Shell.Tests;

public sealed class VersionLineTests
{
    [Theory]
    [InlineData("covidcxr 0.1.0 (commit abcdef123456)", "abcdef1234567890abcdef1234567890abcdef12")]
    [InlineData("covidcxr 0.1.0 (commit abc)", "abc")]
    [InlineData("covidcxr 0.1.0", null)]
    public void It_names_the_commit_if_there_is_one(string expected, string? commit) =>
        Assert.Equal(expected, VersionLine.Text("0.1.0", commit));
}
