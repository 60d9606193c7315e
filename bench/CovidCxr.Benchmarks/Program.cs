using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process, because the project that BenchmarkDotNet generates would lack libtorch; related upstream:
// https://github.com/dotnet/BenchmarkDotNet/issues/707. Remove the toolchain when generated projects get native libraries.
// One step takes long enough to be measured alone.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Monitoring)
    .WithWarmupCount(2)
    .WithIterationCount(8);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
