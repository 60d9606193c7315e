using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: libtorch is not copied into a generated project. One run of a step is long enough to be a measurement.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Monitoring)
    .WithWarmupCount(2)
    .WithIterationCount(8);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
