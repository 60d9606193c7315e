using System.CommandLine;

namespace CovidCxr.Cli.Commands;

/// <summary><c>--columns</c>: how the columns of a user's table of labeled images are called.</summary>
internal sealed class ColumnsOption : Option<string?>
{
    public ColumnsOption()
        : base("--columns")
    {
        Description = "Columns of a table: file=..,class=..,patient=..,age=..,sex=..,year=..,view=...";
        HelpName = "names";
    }
}
