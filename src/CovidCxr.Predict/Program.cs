using CovidCxr.Predict;
using CovidCxr.Shell;

using var interruption = new Interruption();
return interruption.Code(await CommandLine.RunAsync(new CovidCxrCommand(), args, interruption.Token));
