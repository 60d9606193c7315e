using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Audit.Measuring;

/// <summary>
/// What every section of an audit measures: the model, the images as it gets them, its answers, and the lungs. Images are decoded once and
/// kept at the network's input size.
/// </summary>
internal sealed class AuditContext
{
    private const int ShareOfWork = 16; // images that a thread classifies at once

    private readonly AuditWork work;
    private readonly IProgress<WorkProgress>? progress;
    private readonly ScaledImage[] scaled;
    private readonly Lazy<IReadOnlyList<LungMask>> lungs;

    public AuditContext(
        AuditSubject subject, AuditWork work, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        (Subject, this.work, this.progress, Cancel) = (subject, work, progress, cancel);
        Images = subject.Images.All;
        Decoders = subject.Images.Decoders;
        scaled = new ScaledImage[Images.Count];
        ReadPixels();
        Answers = Once("answers", AnswerAll);
        Test = [.. Images.Take(subject.Images.Test.Count).Select((image, i) => Scored(image, Answers[i].Probabilities))];
        Controls =
        [
            .. Images.Skip(Test.Count).Select((image, i) => new ScoredControl(
                image.Name, image.Group, image.Finding, Answers[Test.Count + i].Probabilities)),
        ];
        lungs = new(() => FindLungs());
    }

    /// <summary>What is audited.</summary>
    public AuditSubject Subject { get; }

    /// <summary>Stops between two images.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>The model.</summary>
    public IProbedModel Model => Subject.Model;

    /// <summary>Test images, and then the controls.</summary>
    public IReadOnlyList<AuditImage> Images { get; }

    /// <summary>Read the images.</summary>
    public ImageDecoders Decoders { get; }

    /// <summary>The model's answers, [n].</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>The scored images of the three classes.</summary>
    public IReadOnlyList<ScoredImage> Test { get; }

    /// <summary>The scored controls.</summary>
    public IReadOnlyList<ScoredControl> Controls { get; }

    /// <summary>The lungs of every image, [n].</summary>
    public IReadOnlyList<LungMask> Lungs => lungs.Value;

    /// <summary>The side of the network's input, pixels.</summary>
    public int Side => Model.Classifier.InputSize;

    /// <summary>The pixels of an image as the network gets them, [side, side].</summary>
    public byte[] PixelsOf(int index) => scaled[index].Pixels;

    /// <summary>Takes a result from the unfinished work, or computes and keeps it.</summary>
    /// <inheritdoc cref="AuditWork.Once"/>
    public T Once<T>(string name, Func<T> compute) => work.Once(name, compute);

    /// <summary>Scores the images of the three classes after a change of their pixels.</summary>
    /// <param name="name">The change's name, unique among all of the audit.</param>
    /// <param name="change">Makes the changed image of the one at an index.</param>
    public IReadOnlyList<ScoredImage> Changed(string name, Func<int, GrayImage, GrayImage> change)
    {
        var probabilities = Once($"scores-{name}", () => Batches<double[]>($"scoring, {name.Replace('_', ' ')}", Test.Count, images =>
        {
            var changed = images.SelectMany(i => change(i, Gray(i)).ToBytes()).ToArray();
            return [.. Model.Classifier.Classify(changed, images.Count).Select(output => Prediction.Normalize(output.Probabilities))];
        }));
        return [.. Test.Zip(probabilities, (image, p) => image with { Probabilities = p })];
    }

    /// <summary>The network's features of all images, [n][c].</summary>
    public IReadOnlyList<float[]> Features() => Once("features", () =>
    {
        using var features = Model.OpenFeatures();
        return Batches<float[]>("features", Images.Count, images =>
            features.Of(images.SelectMany(i => scaled[i].Pixels).ToArray(), images.Count));
    });

    /// <summary>An image as the network gets it.</summary>
    public GrayImage Gray(int index) => GrayImage.FromBytes(Side, Side, scaled[index].Pixels);

    /// <summary>Works on images in parallel, a few at a time, and reports each.</summary>
    /// <param name="stage">What is done, a few words.</param>
    /// <param name="count">The number of images, from the first.</param>
    /// <param name="work">Makes the results of a few images, by their indices, in their order.</param>
    public T[] Batches<T>(string stage, int count, Func<IReadOnlyList<int>, IReadOnlyList<T>> work)
    {
        var results = new T[count];
        var done = 0;
        progress?.Report(new WorkProgress(stage, 0, count));
        var shares = Enumerable.Range(0, count).Chunk(ShareOfWork).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Cancel };
        Each(shares.Count, options, share =>
        {
            var of = work(shares[share]);
            for (var i = 0; i < of.Count; i++)
                results[shares[share][i]] = of[i];
            progress?.Report(new WorkProgress(stage, Interlocked.Add(ref done, of.Count), count));
        });
        return results;
    }

    /// <summary>Reports progress of another kind of work.</summary>
    public IProgress<WorkProgress>? Progress => progress;

    // The first error of a user's file, not a bundle of all of them.
    private static void Each(int count, ParallelOptions options, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            throw new InputException(first.Message, first);
        }
    }

    private static ScoredImage Scored(AuditImage image, double[] probabilities) =>
        new(image.Name, image.Group, image.Class!.Value, probabilities);

    // Decoded anew even if the answers are kept: nearly every section needs the pixels.
    private void ReadPixels() => Batches("reading images", Images.Count, images =>
    {
        foreach (var i in images)
            scaled[i] = Decoders.ReadScaled(Images[i].Read(), Images[i].Name, Side);
        return images;
    });

    private Answer[] AnswerAll()
    {
        var predictor = new Predictor(Model.Classifier);
        return Batches<Answer>("scoring", Images.Count, images =>
        [
            .. predictor.Predict([.. images.Select(i => (Images[i].Name, Original(i)))])
                .Select(predicted => new Answer([.. predicted.Prediction.Probabilities!], [.. predicted.Prediction.Reasons])),
        ]);
    }

    // A dataset's images have all one size; whether an image is too small to read, the original's tells.
    private ScaledImage Original(int index) =>
        scaled[index] with { Original = Images[index].OriginalSize ?? scaled[index].Original };

    private List<LungMask> FindLungs()
    {
        var found = Once("lungs", () => Batches<byte[]>("finding the lungs", Images.Count, images =>
        [
            .. Subject.Lungs.Find(images.SelectMany(i => scaled[i].Pixels).ToArray(), Side, images.Count)
                .Select(mask => Pack(mask.Inside)),
        ]));
        return [.. found.Select(bytes => new LungMask(Unpack(bytes, Side * Side), Side))];
    }

    private static byte[] Pack(bool[] bits)
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        for (var i = 0; i < bits.Length; i++)
            if (bits[i])
                bytes[i / 8] |= (byte)(1 << (i % 8));
        return bytes;
    }

    private static bool[] Unpack(byte[] bytes, int count)
    {
        var bits = new bool[count];
        for (var i = 0; i < count; i++)
            bits[i] = (bytes[i / 8] >> (i % 8) & 1) != 0;
        return bits;
    }
}

/// <summary>What a model says of an image.</summary>
/// <param name="Probabilities">[3].</param>
/// <param name="Reasons">Why a person should read it; empty for no reason.</param>
internal sealed record Answer(double[] Probabilities, string[] Reasons)
{
    /// <summary>Whether a person should read it.</summary>
    public bool Refer => Reasons.Length > 0;
}

/// <summary>What is audited, and with what.</summary>
/// <param name="Model">The model.</param>
/// <param name="Images">The images.</param>
/// <param name="Lungs">Finds the lungs.</param>
public sealed record AuditSubject(IProbedModel Model, AuditImages Images, ILungFinder Lungs)
{
    /// <summary>The dataset that the model was trained on; null if it is not at hand.</summary>
    public Dataset? Training { get; init; }

    /// <summary>What a recipe calls images within and across collections, by <c>covidcxr holdout</c>; empty without it.</summary>
    public IReadOnlyList<AcrossAnswer> Across { get; init; } = [];

    /// <summary>The prevalence of COVID-19 where the model is to be used, above 0 and below 1; null for none given.</summary>
    public double? Prevalence { get; init; }

    /// <summary>Folder of lesion masks, PNG files named like the images; null for none.</summary>
    public string? Lesions { get; init; }
}
