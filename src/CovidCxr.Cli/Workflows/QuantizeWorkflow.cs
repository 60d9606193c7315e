using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Quantization;

namespace CovidCxr.Cli.Workflows;

/// <summary>Writes a model file that computes with whole numbers of 8 bits, and compares it with the file it is made of.</summary>
internal sealed record QuantizeWorkflow
{
    /// <summary>What the card says of such a file.</summary>
    private const string Arithmetic = "8-bit integers";

    /// <summary>Training images by which the ranges of the values are measured.</summary>
    private const int RangeImages = 512;

    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>Folder of a dataset: its training images show the ranges, its validation images are compared.</summary>
    public required string Data { get; init; }

    /// <summary>The model file to write; an older one is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to replace a file that is no earlier output of this kind. Default: false.</summary>
    public bool Force { get; init; }

    /// <summary>Writes the file.</summary>
    /// <param name="progress">Reports the images.</param>
    /// <param name="cancel">Stops between two images; nothing is written then.</param>
    /// <exception cref="InputException">
    /// The model, the dataset or the file cannot be used, or too many images change their class.
    /// </exception>
    public QuantizeResult Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        OutputRule.Check("--out", Out, EarlierOutput.Model, Force, [Model, Data]);
        using var file = AtomicFile.Begin(Out, ".onnx");
        using var original = OnnxClassifier.Open(Model, Environment.ProcessorCount);
        var dataset = Dataset.Open(Data);
        var (train, val) = (dataset.In(DatasetSplit.Train), dataset.In(DatasetSplit.Val));
        if (train.Count == 0 || val.Count == 0)
            throw new InputException($"--data {Data}: has no training or no validation images; give a larger dataset");

        var bytes = File.ReadAllBytes(Model);
        var quantized = QuantizedModel.Of(bytes, Model);
        var shown = train.Where((_, i) => i % Math.Max(1, train.Count / RangeImages) == 0).Take(RangeImages).ToList();
        quantized.Round(ActivationRanges.Measure(
            bytes, Model, quantized.Activations, Pixels("measuring ranges", shown), original.InputSize));

        var card = original.Card with { Arithmetic = Arithmetic };
        file.Fill(stream => quantized.Write(card, stream));
        using (var first = OnnxClassifier.Open(file.Path))
            card = card with { SelfTest = SelfTestResult.Record(first) with { Tolerance = SelfTest.RoundedTolerance } };
        file.Fill(stream => quantized.Write(card, stream));

        using var opened = OnnxClassifier.Open(file.Path, Environment.ProcessorCount);
        var agreement = Agreement.Measure(original, opened, Pixels("comparing", val));
        if (!agreement.Holds)
            throw new InputException(
                $"--out {Out}: not written, because {agreement.Images - agreement.SameClass} of {agreement.Images} validation images "
                + $"change their class (allowed {1 - Agreement.Required:P0}); keep {Model} as it is");
        var length = new FileInfo(file.Path).Length;
        file.Commit();
        return new(card, length, new FileInfo(Model).Length, agreement);

        IEnumerable<byte[]> Pixels(string stage, IReadOnlyList<DatasetImage> images)
        {
            foreach (var (index, image) in images.Index())
            {
                cancel.ThrowIfCancellationRequested();
                yield return dataset.ReadPixels(image, original.InputSize);
                progress.Report(new WorkProgress(stage, index + 1, images.Count));
            }
        }
    }
}

/// <summary>The outcome.</summary>
/// <param name="Card">The card in the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="BytesBefore">Size of the file that it is made of.</param>
/// <param name="Agreement">The comparison on validation images.</param>
internal sealed record QuantizeResult(ModelCard Card, long Bytes, long BytesBefore, Agreement Agreement);
