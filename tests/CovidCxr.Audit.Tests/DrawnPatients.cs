using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Models;

namespace CovidCxr.Audit.Tests;

/// <summary>
/// Drawn patients whose class is the direction of stripes in their lungs: along, across or both. The gray values of the lungs are the
/// same in all classes, and nothing beside the lungs tells the class, unless a mark in the border does.
/// </summary>
internal static class DrawnPatients
{
    public const int Side = 48;

    private const int Border = 4;
    private static readonly byte[] Marks = [60, 130, 200];

    /// <summary>Two rectangles.</summary>
    public static LungMask Lungs { get; } = new(
        [.. Enumerable.Range(0, Side * Side).Select(i => IsLung(i % Side, i / Side))], Side);

    /// <summary>Draws patients, each with one image, the classes in turn.</summary>
    /// <param name="count">The number of patients.</param>
    /// <param name="isMarked">Whether the gray value of the border tells the class.</param>
    /// <param name="sourceOf">The collection of a patient, by number.</param>
    /// <param name="shift">By how much the stripes of a collection mean another class.</param>
    /// <param name="first">The number of the first patient; others are other patients.</param>
    public static AuditImages Draw(
        int count, bool isMarked = false, Func<int, string>? sourceOf = null, Func<string, int>? shift = null, int first = 0)
    {
        var images = Enumerable.Range(first, count).Select(patient =>
        {
            var finding = (Finding)(patient % 3);
            var source = sourceOf?.Invoke(patient) ?? "drawn";
            var stripes = ((int)finding + (shift?.Invoke(source) ?? 0)) % 3;
            var png = PngWriter.Encode(Pixels(patient, stripes, isMarked ? Marks[(int)finding] : (byte)130), Side, Side);
            return new AuditImage($"{patient}.png", $"patient {patient}", finding, finding.Name(), source, () => png)
            {
                ReadOriginal = () => png,
                OriginalSize = new ImageSize(Side, Side),
                Sex = patient % 2 == 0 ? "F" : "M",
                Age = $"{20 + (patient * 7 % 60)}",
            };
        });
        return new AuditImages([.. images], [], "drawn", []);
    }

    /// <summary>How strongly stripes run along and across the lungs, 0 to 1 each.</summary>
    public static (double Along, double Across) Stripes(ReadOnlySpan<byte> pixels)
    {
        double along = 0, across = 0, places = 0;
        for (var y = 1; y < Side; y++)
            for (var x = 1; x < Side; x++)
                if (IsLung(x, y) && IsLung(x - 1, y - 1))
                {
                    along += Math.Abs(pixels[(y * Side) + x] - pixels[(y * Side) + x - 1]) / 255.0;
                    across += Math.Abs(pixels[(y * Side) + x] - pixels[((y - 1) * Side) + x]) / 255.0;
                    places++;
                }
        return (along / places, across / places);
    }

    /// <summary>The mean gray value of the border.</summary>
    public static double BorderGray(ReadOnlySpan<byte> pixels)
    {
        double sum = 0, places = 0;
        for (var i = 0; i < pixels.Length; i++)
            if (IsBorder(i % Side, i / Side))
            {
                sum += pixels[i];
                places++;
            }
        return sum / places;
    }

    private static byte[] Pixels(int patient, int stripes, byte border)
    {
        var random = new SplitMix64((ulong)patient);
        var pixels = new byte[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                // Each pattern is dark in half of the places and bright in the other half.
                var isBright = stripes switch { 0 => x % 4 < 2, 1 => y % 4 < 2, _ => ((x / 2) + (y / 2)) % 2 == 0 };
                var gray = IsBorder(x, y) ? border : IsLung(x, y) ? isBright ? 110 : 50 : 150;
                pixels[(y * Side) + x] = (byte)(gray + random.Below(20));
            }
        return pixels;
    }

    private static bool IsLung(int x, int y) => y is >= 12 and < 36 && (x is (>= 10 and < 22) or (>= 26 and < 38));

    private static bool IsBorder(int x, int y) => Math.Min(Math.Min(x, Side - 1 - x), Math.Min(y, Side - 1 - y)) < Border;
}

/// <summary>Finds the drawn lungs.</summary>
internal sealed class DrawnLungs : ILungFinder
{
    public IReadOnlyList<LungMask> Find(ReadOnlySpan<byte> pixels, int side, int count) =>
        [.. Enumerable.Repeat(DrawnPatients.Lungs, count)];
}

/// <summary>A model made by hand, which reads what its score says.</summary>
internal sealed class HandMadeModel(string name, HandMadeModel.Score scores, params IReadOnlyList<string> trainedOn)
    : IProbedModel, IClassifier
{
    /// <summary>The scores of the classes for an image, [3].</summary>
    public delegate double[] Score(ReadOnlySpan<byte> pixels);

    /// <summary>Reads the stripes in the lungs.</summary>
    public static HandMadeModel Honest(params IReadOnlyList<string> trainedOn) => new("honest", pixels =>
    {
        var (along, across) = DrawnPatients.Stripes(pixels);
        return [80 * (along - across), 80 * (across - along), 40 * (Math.Min(along, across) - 0.08)];
    }, trainedOn);

    /// <summary>Reads the mark in the border.</summary>
    public static HandMadeModel Cheating() => new("cheating", pixels =>
    {
        var gray = DrawnPatients.BorderGray(pixels);
        return [-Math.Abs(gray - 70) / 20, -Math.Abs(gray - 140) / 20, -Math.Abs(gray - 210) / 20];
    });

    public IClassifier Classifier => this;

    public ModelCard? Card => null;

    public IReadOnlyList<string> TrainedOn => trainedOn;

    public bool HasFeatures => true;

    public string Model => name;

    public int InputSize => DrawnPatients.Side;

    public IReadOnlyList<OperatingPoint> OperatingPoints => [];

    public double? NoveltyLimit => null;

    public string? Warning => null;

    public IFeatureExtractor OpenFeatures() => new ScoresAsFeatures(this);

    public IClassifier OpenRandomized(ulong seed) =>
        new HandMadeModel($"random {seed}", pixels => [pixels[0] / 50.0, pixels[^1] / 50.0, 2]);

    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        var outputs = new List<ModelOutput>();
        foreach (var row in Scores(pixels, count))
        {
            var powers = row.Select(score => Math.Exp(score - row.Max())).ToArray();
            outputs.Add(new ModelOutput([.. powers.Select(power => (float)(power / powers.Sum()))], [], 0, 0, null));
        }
        return outputs;
    }

    public void Dispose()
    {
    }

    private float[][] Scores(ReadOnlySpan<byte> pixels, int count)
    {
        var area = InputSize * InputSize;
        var rows = new float[count][];
        for (var i = 0; i < count; i++)
            rows[i] = [.. scores(pixels.Slice(i * area, area)).Select(score => (float)score)];
        return rows;
    }

    private sealed class ScoresAsFeatures(HandMadeModel model) : IFeatureExtractor
    {
        public float[][] Of(ReadOnlySpan<byte> pixels, int count) => model.Scores(pixels, count);

        public void Dispose()
        {
        }
    }
}
