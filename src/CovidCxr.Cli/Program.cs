using CovidCxr.Cli.Commands;
using CovidCxr.Shell;
using CovidCxr.Training;

TorchThreads.WaitPassively();
using var interruption = new Interruption();
return interruption.Code(await CommandLine.RunAsync(new CovidCxrCommand(), args, interruption.Token));
