using System.CommandLine;
using System.CommandLine.Invocation;
using CovidCxr.Core;

namespace CovidCxr.Shell;

/// <summary>Prints the product's version and commit for <c>--version</c>.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    private const int CommitDigits = 12;

    /// <summary>Replaces the library's version line, which prints a bare number.</summary>
    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new VersionLine();

    /// <summary>For example <c>covidcxr 0.1.0 (commit abcdef123456)</c>; only the version if the build did not know its commit.</summary>
    /// <param name="version">Three numbers.</param>
    /// <param name="commit">The commit in hexadecimal digits, or null.</param>
    public static string Text(string version, string? commit) =>
        commit is null ? $"covidcxr {version}" : $"covidcxr {version} (commit {commit[..Math.Min(commit.Length, CommitDigits)]})";

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Text(ProductVersion.Number, ProductVersion.Commit));
        return ExitCode.Done;
    }
}
