using System.CommandLine;
using CovidCxr.Core.Storage;

namespace CovidCxr.Shell.Output;

/// <summary>The option of every command that writes a file: replaces one that is no earlier output (<see cref="OutputRule"/>).</summary>
internal sealed class ForceOption : Option<bool>
{
    /// <param name="outputs">The options that name files to write.</param>
    public ForceOption(string outputs = "--out")
        : base(OutputRule.Force) =>
        Description = $"Replace an existing file of {outputs} even if it is no earlier output. A file that is read is never replaced.";
}
