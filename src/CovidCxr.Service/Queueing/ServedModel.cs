using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using CovidCxr.Service.Configuration;

namespace CovidCxr.Service.Queueing;

/// <summary>
/// The model that answers, read once into memory: a file that is replaced while the service runs changes nothing until it is restarted.
/// </summary>
public sealed class ServedModel : IDisposable
{
    private readonly string path;
    private readonly (long Length, DateTime Written) opened;

    private ServedModel(string path, OnnxClassifier classifier, GraphLungFinder? lungs, IReadOnlyList<double>? mix)
    {
        (this.path, Classifier, Lungs, Mix) = (path, classifier, lungs, mix);
        opened = Stamp(path);
    }

    /// <summary>The network.</summary>
    public OnnxClassifier Classifier { get; }

    /// <summary>Its card.</summary>
    public ModelCard Card => Classifier.Card;

    /// <summary>Its lung segmenter; null if it has none.</summary>
    public GraphLungFinder? Lungs { get; }

    /// <summary>[3], the shares of the classes for which its probabilities hold, summing to 1; null if nobody says.</summary>
    public IReadOnlyList<double>? Mix { get; }

    /// <summary>Whether the file was replaced or removed since it was opened.</summary>
    public bool FileChanged => Stamp(path) != opened;

    /// <summary>Opens the model that the options name.</summary>
    /// <inheritdoc cref="OnnxClassifier.Open" path="/exception"/>
    public static ServedModel Open(ServiceOptions options)
    {
        var path = ShippedModel.Or(options.Model);
        var classifier = OnnxClassifier.Open(path, signedBy: options.RequireSignature);
        var mix = ServiceOptionsCheck.Mix(options) ?? classifier.Mix ?? (options.Model is null ? ShippedModel.ValidationMix : null);
        var lungs = GraphLungFinder.Open(path, classifier.InputSize);
        return new ServedModel(path, classifier, lungs, mix is null ? null : [.. mix.Select(share => share / mix.Sum())]);
    }

    /// <summary>Runs the network once, so that the first request does not wait for what the runtime prepares.</summary>
    public void WarmUp() => Classifier.Classify(Card.SelfTest.Pixels, 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        Lungs?.Dispose();
        Classifier.Dispose();
    }

    private static (long, DateTime) Stamp(string path) =>
        new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;
}
