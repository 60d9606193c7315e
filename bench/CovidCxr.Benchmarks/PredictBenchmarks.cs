using BenchmarkDotNet.Attributes;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Pipeline;
using NetVips;

namespace CovidCxr.Benchmarks;

/// <summary>From files to predictions with a model file: decoding, referral checks and network. The time is for one file.</summary>
/// <remarks>The environment variable <c>COVIDCXR_MODEL</c> names the model file; the default is the shipped one.</remarks>
public class PredictBenchmarks
{
    private const int Small = 600, Large = 60;

    private readonly string folder = Directory.CreateTempSubdirectory("covidcxr-bench-").FullName;
    private OnnxClassifier? classifier;
    private string[] small = [];
    private string[] large = [];

    [GlobalSetup]
    public void SetUp()
    {
        classifier = OnnxClassifier.Open(ShippedModel.Or(Environment.GetEnvironmentVariable("COVIDCXR_MODEL")));
        small = Draw("small", 224, 224, Samples.All, Small);
        // A single drawing: drawing takes longer than everything that is measured.
        large = Draw("large", 3000, 2500, Samples.All.Take(1), Large);
    }

    [Benchmark(OperationsPerInvoke = Small)]
    public int Jpeg224() => Predict(small);

    [Benchmark(OperationsPerInvoke = Large)]
    public int Jpeg3000By2500() => Predict(large);

    [GlobalCleanup]
    public void CleanUp()
    {
        classifier?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private int Predict(string[] files) => new PredictionPipeline(classifier!, new PredictionOptions()).Run(files, default).Count();

    // Repeats a few drawings to get the number of files.
    private string[] Draw(string name, int width, int height, IEnumerable<PhantomPlan> plans, int count)
    {
        var jpegs = plans.Select(plan =>
        {
            var sized = plan with { Width = width, Height = height };
            var pixels = ChestPhantom.Draw(sized);
            ImageDecoders.Default.ReadScaled(PngWriter.Encode(pixels, width, height), "drawn", 128);
            using var raw = Image.NewFromMemory(pixels, width, height, 1, Enums.BandFormat.Uchar);
            using var color = raw.Copy(interpretation: Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb);
            return color.JpegsaveBuffer(q: 85);
        }).ToArray();
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var path = Path.Combine(folder, $"{name}{i:0000}.jpg");
                File.WriteAllBytes(path, jpegs[i % jpegs.Length]);
                return path;
            }),
        ];
    }
}
