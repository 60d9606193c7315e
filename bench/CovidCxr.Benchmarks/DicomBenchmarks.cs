using BenchmarkDotNet.Attributes;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Testing;

namespace CovidCxr.Benchmarks;

/// <summary>From DICOM files of 3000 x 2500 pixels and 12 of 16 bits to predictions, on all cores. The time is for one file.</summary>
public class DicomBenchmarks
{
    private const int Width = 3000, Height = 2500, Bits = 12, Files = 24;

    private readonly string folder = Directory.CreateTempSubdirectory("covidcxr-bench-").FullName;
    private OnnxClassifier? classifier;
    private string[] files = [];

    /// <summary>The transfer syntax.</summary>
    [Params("native", "jpeg lossless")]
    public string Syntax { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        classifier = OnnxClassifier.Open(ShippedModel.Or(null));
        // Quantum noise of four bits, as a detector has it: without any, the lossless stream would be much shorter.
        var random = new Random(1);
        var samples = Array.ConvertAll(
            ChestPhantom.Draw(Samples.All[0] with { Width = Width, Height = Height }), gray => (ushort)((gray << 4) | random.Next(16)));
        var file = Syntax == "native"
            ? SyntheticDicom.Gray(samples, Width, Height, Bits)
            : new SyntheticDicom(SyntheticDicom.Lossless).Picture(Width, Height, Bits)
                .Fragments([], LosslessJpeg.Encode(samples, Width, Height, Bits));
        var bytes = file.Numbers(0x00281050, 2048).Numbers(0x00281051, 4096).File();
        files = [.. Enumerable.Range(0, Files).Select(i => Path.Combine(folder, $"{i}.dcm"))];
        foreach (var path in files)
            File.WriteAllBytes(path, bytes);
    }

    [Benchmark(OperationsPerInvoke = Files)]
    public int Predict() =>
        new PredictionPipeline(classifier!, new PredictionOptions { Decoders = XRayDecoders.All }).Run(files, default).Count();

    [GlobalCleanup]
    public void CleanUp()
    {
        classifier?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
