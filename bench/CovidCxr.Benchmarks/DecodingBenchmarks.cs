using BenchmarkDotNet.Attributes;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Augmentations;
using NetVips;
using OpenCvSharp;

namespace CovidCxr.Benchmarks;

/// <summary>
/// From the bytes of a file to 128 x 128 gray values, on one thread: the product's reader for predicting, the one for datasets, and OpenCV as
/// fast as it goes (gray, JPEG decoded at an eighth of its size, means of areas).
/// </summary>
public class DecodingBenchmarks
{
    private const int Side = 128;
    private const int Repeats = 10;
    private const int WarmUps = 60;

    private byte[] encoded = [];

    /// <summary>The file: side by side in pixels, kind and bits.</summary>
    [Params("224x224 jpeg", "224x224 png", "3000x2500 jpeg", "3000x2500 png", "3000x2500 png 16 bit")]
    public string File { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        Cv2.SetNumThreads(1);
        var small = File.StartsWith("224", StringComparison.Ordinal);
        var plan = Samples.All[0] with { Width = small ? 224 : 3000, Height = small ? 224 : 2500 };
        var pixels = ChestPhantom.Draw(plan);
        ImageDecoders.Default.ReadScaled(PngWriter.Encode(pixels, plan.Width, plan.Height), "drawn", Side);
        using var raw = Image.NewFromMemory(pixels, plan.Width, plan.Height, 1, Enums.BandFormat.Uchar);
        using var gray = raw.Copy(interpretation: Enums.Interpretation.Bw);
        // Small X-rays are commonly stored as color pictures without color.
        using var color = gray.Colourspace(Enums.Interpretation.Srgb);
        using var deep = (gray * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        encoded = File switch
        {
            "224x224 jpeg" => color.JpegsaveBuffer(q: 75),
            "3000x2500 jpeg" => gray.JpegsaveBuffer(q: 90),
            "3000x2500 png 16 bit" => deep.PngsaveBuffer(bitdepth: 16),
            _ => gray.PngsaveBuffer(),
        };
        // Until the runtime has compiled the product's own loops at its best; a large picture has loops enough for that.
        for (var i = 0; small && i < WarmUps; i++)
        {
            Product();
            DatasetReader();
            OpenCv();
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Repeats)]
    public void Product() => Repeat(() => ImageDecoders.Default.ReadScaled(encoded, "drawn", Side));

    [Benchmark(OperationsPerInvoke = Repeats)]
    public void DatasetReader() => Repeat(() => ImageDecoders.Default.ReadGray(encoded, "drawn", Side, Side));

    [Benchmark(OperationsPerInvoke = Repeats)]
    public void OpenCv() => Repeat(() =>
    {
        using var decoded = Cv2.ImDecode(encoded, File == "3000x2500 jpeg" ? ImreadModes.ReducedGrayscale8 : ImreadModes.Grayscale);
        using var scaled = new Mat();
        Cv2.Resize(decoded, scaled, new OpenCvSharp.Size(Side, Side), 0, 0, InterpolationFlags.Area);
        scaled.GetArray(out byte[] _);
    });

    // A whole iteration of one small picture would be shorter than the clock is good for.
    private static void Repeat(Action read)
    {
        for (var i = 0; i < Repeats; i++)
            read();
    }
}
