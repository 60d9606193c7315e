using System.CommandLine;
using System.CommandLine.Parsing;
using CovidCxr.Core;
using CovidCxr.Datasets;

namespace CovidCxr.Cli.Commands;

/// <summary><c>--without</c>: classes that the user leaves out by name; repeated, or divided by commas.</summary>
internal sealed class WithoutOption : Option<string[]>
{
    public WithoutOption(string description)
        : base(ClassRule.Option)
    {
        Description = description;
        HelpName = string.Join('|', Findings.All.Select(finding => finding.Name()));
        AllowMultipleArgumentsPerToken = true;
        Validators.Add(Check);
    }

    /// <summary>The classes in the paper's order, each once; empty without the option.</summary>
    public IReadOnlyList<Finding> Of(ParseResult parsed) =>
        [.. (parsed.GetValue(this) ?? []).SelectMany(Names).Select(Find).OfType<Finding>().Distinct().Order()];

    private static void Check(OptionResult result)
    {
        foreach (var name in result.Tokens.SelectMany(token => Names(token.Value)))
            if (Find(name) is null)
                result.AddError($"{ClassRule.Option} '{name}': is no class; give "
                    + $"{string.Join(", ", Findings.All.Select(finding => finding.Name()))}, several divided by commas.");
    }

    private static string[] Names(string value) => value.Split(',', StringSplitOptions.TrimEntries);

    private static Finding? Find(string name)
    {
        foreach (var finding in Findings.All)
            if (name.Equals(finding.Name(), StringComparison.OrdinalIgnoreCase)
                || name.Equals(finding.Key(), StringComparison.OrdinalIgnoreCase))
                return finding;
        return null;
    }
}
