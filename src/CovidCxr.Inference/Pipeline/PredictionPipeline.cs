using System.Threading.Tasks.Dataflow;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Inference.Pipeline;

/// <summary>
/// Predicts files on all cores: every thread reads, decodes, classifies and checks a few files of its own, and the predictions come out
/// in the order of the files. Memory does not grow with their number.
/// </summary>
/// <param name="classifier">The network.</param>
/// <param name="options">Decoders, threads and callbacks.</param>
public sealed class PredictionPipeline(IClassifier classifier, PredictionOptions options)
{
    /// <summary>
    /// Most files in one share of the work. The first shares are smaller, so that the first prediction comes at once and a few large
    /// images do not all go to one thread.
    /// </summary>
    private const int LargestShare = 16;

    /// <summary>Shares in flight for each thread: finished ones may have to wait for a slower one before them.</summary>
    private const int SharesPerThread = 4;

    private readonly Predictor predictor = new(classifier);

    /// <summary>Predicts files while the caller enumerates the result.</summary>
    /// <param name="files">The files; read ahead by a few hundred at most.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>One prediction for each file, in their order; the prediction of an unreadable file has an error.</returns>
    public IEnumerable<Prediction> Run(IEnumerable<string> files, CancellationToken cancel) =>
        Run(files.Select(file => new FoundFile(file)), cancel);

    /// <summary>Predicts what a search found; a place that it could not search has an error like an unreadable file.</summary>
    /// <inheritdoc cref="Run(IEnumerable{string}, CancellationToken)"/>
    public IEnumerable<Prediction> Run(IEnumerable<FoundFile> files, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = new TransformBlock<FoundFile[], Prediction[]>(
            share => Predict(share, stop.Token),
            new ExecutionDataflowBlockOptions
            {
                MaxDegreeOfParallelism = options.Threads,
                BoundedCapacity = options.Threads * SharesPerThread,
                EnsureOrdered = true,
                CancellationToken = stop.Token,
            });
        // Long-running: the next line of a list can be a long time coming.
        var feeding = Task.Factory.StartNew(
            () => Feed(files, work, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (work.OutputAvailableAsync(cancel).GetAwaiter().GetResult())
                while (work.TryReceive(out var share))
                    foreach (var prediction in share)
                        yield return prediction;
            feeding.GetAwaiter().GetResult();
            work.Completion.GetAwaiter().GetResult();
        }
        finally
        {
            // A caller that stops early may dispose of the classifier next, so no thread may still be using it. Nobody takes what is
            // predicted already, and a block whose work is done ends only when somebody does.
            stop.Cancel();
            work.LinkTo(DataflowBlock.NullTarget<Prediction[]>());
            work.Completion.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static void Feed(IEnumerable<FoundFile> files, TransformBlock<FoundFile[], Prediction[]> work, CancellationToken stop)
    {
        try
        {
            var size = 1;
            var share = new List<FoundFile>(LargestShare);
            foreach (var file in files)
            {
                share.Add(file);
                if (share.Count < size)
                    continue;
                if (!work.SendAsync(share.ToArray(), stop).GetAwaiter().GetResult())
                    return;
                share.Clear();
                size = Math.Min(size * 2, LargestShare);
            }
            if (share.Count > 0)
                work.SendAsync(share.ToArray(), stop).GetAwaiter().GetResult();
            work.Complete();
        }
        catch (Exception e)
        {
            ((IDataflowBlock)work).Fault(e);
            throw;
        }
    }

    private Prediction[] Predict(FoundFile[] files, CancellationToken stop)
    {
        var predictions = new Prediction[files.Length];
        var readable = new List<(int Index, ScaledImage Image)>(files.Length);
        for (var i = 0; i < files.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                if (files[i].Error is { } error)
                    throw new InputException(error);
                readable.Add((i, options.Decoders.ReadScaled(files[i].Path, classifier.InputSize)));
            }
            catch (InputException e)
            {
                predictions[i] = Unread(files[i].Path, e.Message);
            }
        }
        var predicted = predictor.Predict([.. readable.Select(r => (files[r.Index].Path, r.Image))]);
        for (var i = 0; i < predicted.Count; i++)
        {
            predictions[readable[i].Index] = predicted[i].Prediction;
            try
            {
                options.OnPredicted?.Invoke(predicted[i]);
            }
            catch (InputException e)
            {
                predictions[readable[i].Index] = predicted[i].Prediction with { MapError = PathBytes.Show(e.Message) };
            }
        }
        return predictions;
    }

    private Prediction Unread(string path, string error) =>
        new() { File = path, Model = classifier.Model, Warning = classifier.Warning, Error = PathBytes.Show(error) };
}

/// <summary>Options of a <see cref="PredictionPipeline"/>.</summary>
public sealed record PredictionOptions
{
    /// <summary>Read the files; default: <see cref="ImageDecoders.Default"/>.</summary>
    public ImageDecoders Decoders { get; init; } = ImageDecoders.Default;

    /// <summary>Images that are worked on at once, at least 1; default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Called for every image that could be read, before its prediction is given out and from several threads at once; default: null.
    /// An <see cref="InputException"/> becomes the <see cref="Prediction.MapError"/> of that image.
    /// </summary>
    public Action<PredictedImage>? OnPredicted { get; init; }
}

/// <summary>An image with the network's output and the prediction.</summary>
/// <param name="Image">The image at the network's input size.</param>
/// <param name="Output">The network's outputs.</param>
/// <param name="Prediction">The prediction made from them.</param>
public sealed record PredictedImage(ScaledImage Image, ModelOutput Output, Prediction Prediction);
