using System.CommandLine;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>--network</c>: which of the networks that find lungs is meant.</summary>
internal sealed class LungNetworkOption : Option<string>
{
    public LungNetworkOption()
        : base("--network")
    {
        Description = "outlines: the lung finder of 'lungs' and 'audit'; cells: the small one inside the classifiers that decide in the "
            + "lungs.";
        DefaultValueFactory = _ => LungNetworkName.Outlines;
        this.AcceptOnlyFromAmong(LungNetworkName.Outlines, LungNetworkName.Cells);
    }

    /// <summary>The chosen network.</summary>
    public LungNetwork In(ParseResult parsed) => LungNetwork.All.Single(network => network.Name == parsed.GetValue(this));
}
