using System.Threading.Tasks.Dataflow;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Pipeline;

/// <summary>
/// Scores files on all cores: every thread reads, decodes, checks and scores a few files of its own, and the predictions come out in the
/// order of the files. Memory does not grow with their number.
/// </summary>
/// <param name="scorer">The network.</param>
/// <param name="options">How it is done.</param>
public sealed class PredictionPipeline(IClassifier scorer, PredictionOptions options)
{
    /// <summary>
    /// Files of one share of the work. The first shares are smaller: the first answer comes at once, and a few large pictures do
    /// not all go to one thread.
    /// </summary>
    private const int LargestShare = 16;

    // Finished shares may wait for a slower one before them.
    private const int SharesPerThread = 4;

    private readonly Predictor predictor = new(scorer);

    /// <summary>Scores files as they are asked for.</summary>
    /// <param name="files">The files; read ahead by a few hundred at most.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>One prediction for each file, in their order; one that could not be read has an error.</returns>
    public IEnumerable<Prediction> Run(IEnumerable<string> files, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = new TransformBlock<string[], Prediction[]>(
            share => Score(share, stop.Token),
            new ExecutionDataflowBlockOptions
            {
                MaxDegreeOfParallelism = options.Threads,
                BoundedCapacity = options.Threads * SharesPerThread,
                EnsureOrdered = true,
                CancellationToken = stop.Token,
            });
        // On a thread of its own: it may wait long for the next line of a list.
        var feeding = Task.Factory.StartNew(() => Feed(files, work, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
            // Whoever stops early may dispose of the network next: nothing may still be using it.
            stop.Cancel();
            work.Completion.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static void Feed(IEnumerable<string> files, TransformBlock<string[], Prediction[]> work, CancellationToken stop)
    {
        try
        {
            var size = 1;
            var share = new List<string>(LargestShare);
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

    private Prediction[] Score(string[] files, CancellationToken stop)
    {
        var predictions = new Prediction[files.Length];
        var readable = new List<(int Place, ScaledImage Picture)>(files.Length);
        for (var i = 0; i < files.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                readable.Add((i, FastImageDecoder.Read(files[i], scorer.InputSize)));
            }
            catch (InputException e)
            {
                predictions[i] = new Prediction { File = files[i], Model = scorer.Model, Error = e.Message };
            }
        }
        var scored = predictor.Predict([.. readable.Select(r => (files[r.Place], r.Picture))]);
        foreach (var ((place, picture), (output, prediction)) in readable.Zip(scored))
        {
            options.OnScored?.Invoke(new PredictedImage(picture, output, prediction));
            predictions[place] = prediction;
        }
        return predictions;
    }
}

/// <summary>How predicting is done.</summary>
public sealed record PredictionOptions
{
    /// <summary>Images that are worked on at once, at least 1; default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Called with every image that is scored, before its prediction is given out, from several threads at once; default: nothing.</summary>
    public Action<PredictedImage>? OnScored { get; init; }
}

/// <summary>An image with all that is known of it.</summary>
/// <param name="Picture">The picture as the network reads it.</param>
/// <param name="Output">What the network says.</param>
/// <param name="Prediction">What is said of it to the user.</param>
public sealed record PredictedImage(ScaledImage Picture, ModelOutput Output, Prediction Prediction);
