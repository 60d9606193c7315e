using CovidCxr.Core;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>
/// A model of which more is asked than its probabilities: the features that its last layer reads, and its answers with random weights. Its
/// file must stay where it is: it is read again for each, so that a large network is in memory no more than twice.
/// </summary>
public sealed class ProbedModel : IProbedModel, IDisposable
{
    private readonly ForeignModel? foreign;
    private readonly string path;
    private readonly string sha256;
    private readonly string? featureTensor;

    private ProbedModel(IClassifier classifier, string path, ForeignModel? foreign, string output)
    {
        (Classifier, this.path, this.foreign) = (classifier, path, foreign);
        var file = ModelFile.Read(path);
        sha256 = file.Sha256;
        featureTensor = GraphOf(file).FeaturesBefore(output);
    }

    /// <inheritdoc/>
    public IClassifier Classifier { get; }

    /// <inheritdoc/>
    public ModelCard? Card => (Classifier as OnnxClassifier)?.Card;

    /// <inheritdoc/>
    public IReadOnlyList<string> TrainedOn => foreign?.TrainedOn ?? [.. (Card?.TrainedOn?.Collections.Keys ?? [])];

    /// <inheritdoc/>
    public bool HasFeatures => featureTensor is not null;

    /// <summary>Opens a model file with a card.</summary>
    /// <inheritdoc cref="OnnxClassifier.Open" path="/exception"/>
    public static ProbedModel Open(string path) => Collected(new ProbedModel(OnnxClassifier.Open(path), path, null, GraphNames.Scores));

    /// <summary>Opens a model by its description.</summary>
    /// <inheritdoc cref="ForeignClassifier.Open(ForeignModel)" path="/exception"/>
    public static ProbedModel Open(ForeignModel model) =>
        Collected(new ProbedModel(ForeignClassifier.Open(model), model.Path, model, model.Output));

    /// <inheritdoc/>
    /// <exception cref="InputException">The file was changed or removed.</exception>
    public IFeatureExtractor OpenFeatures()
    {
        if (featureTensor is null)
            throw new InvalidOperationException("no layer was found whose input can be given out");
        // Collected before the runtime takes its copies, or the file would be in memory once more beside them.
        var session = OnnxSession.Start(path, Collected(ReadAgain().WithOutput(featureTensor)), threads: 1);
        return Collected(new OnnxFeatures(session, featureTensor, Classifier.InputSize, foreign));
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">The file was changed or removed.</exception>
    public IClassifier OpenRandomized(ulong seed)
    {
        var random = Collected(ReadAgain().WithRandomWeights(seed));
        return Collected<IClassifier>(foreign is null
            ? OnnxClassifier.OpenUnchecked(path, random)
            : ForeignClassifier.Open(foreign, random, "random weights"));
    }

    /// <inheritdoc/>
    public void Dispose() => Classifier.Dispose();

    private OnnxGraph ReadAgain()
    {
        var file = ModelFile.Read(path);
        return file.Sha256 == sha256 ? GraphOf(file)
            : throw new InputException($"{path}: was changed while it was in use; start again");
    }

    private static OnnxGraph GraphOf(ModelFile file)
    {
        try
        {
            return OnnxGraph.Read(file.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{file.Path}: its graph cannot be read ({e.Message}); get the model file again", e);
        }
    }

    // Bytes that nobody needs any more stay in memory until the collector runs, 250 MB of the paper's network.
    private static T Collected<T>(T opened)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return opened;
    }
}
