using System.CommandLine;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr samples</c>: pictures to try the product on.</summary>
internal sealed class SamplesCommand : Command
{
    public SamplesCommand()
        : base("samples", "Pictures that look like chest X-rays, to try the product on; drawn, not taken.") => Add(new SamplesDrawCommand());
}
