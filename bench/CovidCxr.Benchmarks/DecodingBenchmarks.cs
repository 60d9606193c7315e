using BenchmarkDotNet.Attributes;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using NetVips;

namespace CovidCxr.Benchmarks;

/// <summary>
/// From the bytes of a file to 128 x 128 gray values, on one thread: the decoder for predictions against the one for datasets.
/// <c>results/speed-decoding.csv</c> also has OpenCV's times.
/// </summary>
public class DecodingBenchmarks
{
    private const int Side = 128;
    private const int Repeats = 10;
    private const int WarmUps = 60;

    private byte[] encoded = [];

    /// <summary>The file: width and height in pixels, format and bits.</summary>
    [Params("224x224 jpeg", "224x224 png", "3000x2500 jpeg", "3000x2500 png", "3000x2500 png 16 bit")]
    public string File { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var small = File.StartsWith("224", StringComparison.Ordinal);
        var plan = Samples.All[0] with { Width = small ? 224 : 3000, Height = small ? 224 : 2500 };
        var pixels = ChestPhantom.Draw(plan);
        ImageDecoders.Default.ReadScaled(PngWriter.Encode(pixels, plan.Width, plan.Height), "drawn", Side);
        using var raw = Image.NewFromMemory(pixels, plan.Width, plan.Height, 1, Enums.BandFormat.Uchar);
        using var gray = raw.Copy(interpretation: Enums.Interpretation.Bw);
        // Small X-rays are commonly stored as color images without color.
        using var color = gray.Colourspace(Enums.Interpretation.Srgb);
        using var deep = (gray * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        encoded = File switch
        {
            "224x224 jpeg" => color.JpegsaveBuffer(q: 75),
            "3000x2500 jpeg" => gray.JpegsaveBuffer(q: 90),
            "3000x2500 png 16 bit" => deep.PngsaveBuffer(bitdepth: 16),
            _ => gray.PngsaveBuffer(),
        };
        // Until the runtime has optimized the product's own loops; a large image has enough iterations for that.
        for (var i = 0; small && i < WarmUps; i++)
        {
            Prediction();
            Dataset();
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Repeats)]
    public void Prediction() => Repeat(() => ImageDecoders.Default.ReadScaled(encoded, "drawn", Side));

    [Benchmark(OperationsPerInvoke = Repeats)]
    public void Dataset() => Repeat(() => ImageDecoders.Default.ReadGray(encoded, "drawn", Side, Side));

    // One small image would take less time than the clock can measure.
    private static void Repeat(Action read)
    {
        for (var i = 0; i < Repeats; i++)
            read();
    }
}
