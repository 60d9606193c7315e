using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CovidCxr.Benchmarks;
using CovidCxr.Training;
using CovidCxr.Training.Weights;

TorchThreads.WaitPassively();

if (args is ["layers"])
{
    LayerSteps.Print();
    return;
}
if (args is ["networks", .. var names])
{
    NetworkSteps.Print(names);
    return;
}

// In this process, because the project that BenchmarkDotNet generates would lack libtorch; related upstream:
// https://github.com/dotnet/BenchmarkDotNet/issues/707. Remove the toolchain when generated projects get native libraries.
// One step takes long enough to be measured alone.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Monitoring)
    .WithWarmupCount(2)
    .WithIterationCount(8);

// Without instructions for bfloat16 a step takes a minute, and BenchmarkDotNet gives up.
if (Precision.Warning("bfloat16") is { } slow)
    Console.WriteLine($"{nameof(StepBenchmarks)}.{nameof(StepBenchmarks.BFloat16)} is left out: {slow}");
var fast = new SimpleFilter(benchmark =>
    benchmark.Descriptor.WorkloadMethod.Name != nameof(StepBenchmarks.BFloat16) || Precision.Warning("bfloat16") is null);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job).AddFilter(fast));
