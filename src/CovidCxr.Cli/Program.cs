using CovidCxr.Cli.Commands;
using CovidCxr.Cli.Terminal;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, interruption.Token);
