using System.Diagnostics;
using System.Threading.Channels;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Service.Configuration;

namespace CovidCxr.Service.Queueing;

/// <summary>
/// Predicts uploads on threads of its own. A free thread takes its share of all that waits, decodes it and classifies it as one batch, as
/// <see cref="PredictionPipeline"/> does with files: no upload waits for a batch to fill, and the more wait, the larger the batches are.
/// </summary>
public sealed class InferenceQueue : IInferenceQueue, IDisposable
{
    // Of the measured time a file; the last ones weigh most.
    private const double Smoothing = 0.1;

    private readonly Channel<Job> jobs = Channel.CreateUnbounded<Job>();
    private readonly Predictor predictor;
    private readonly ImageDecoders decoders;
    private readonly IClassifier classifier;
    private readonly QueueOptions options;
    private readonly long largestPixels;
    private readonly Thread[] workers;
    private int waiting;
    private double secondsPerFile = 0.005;

    /// <summary>Starts the threads.</summary>
    /// <param name="classifier">The network; disposed of by its owner, after the queue.</param>
    /// <param name="decoders">Read the uploads.</param>
    /// <param name="options">Threads, batches and room.</param>
    /// <param name="largestPixels">Pixels of the largest picture that is decoded.</param>
    public InferenceQueue(IClassifier classifier, ImageDecoders decoders, QueueOptions options, long largestPixels)
    {
        (this.classifier, this.decoders, this.options, this.largestPixels) = (classifier, decoders, options, largestPixels);
        predictor = new Predictor(classifier);
        workers = [.. Enumerable.Range(0, options.Workers).Select(i => new Thread(Work) { Name = $"inference {i}", IsBackground = true })];
        foreach (var worker in workers)
            worker.Start();
    }

    /// <inheritdoc/>
    public int Waiting => Volatile.Read(ref waiting);

    /// <inheritdoc/>
    public bool IsFull => Waiting >= options.Capacity;

    /// <inheritdoc/>
    public TimeSpan RetryAfter =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(Waiting * Volatile.Read(ref secondsPerFile) / options.Workers), 1, 60));

    /// <summary>Called with every batch: images in it, and how long it took; may be called from several threads at once.</summary>
    public Action<int, TimeSpan>? OnBatch { get; init; }

    /// <summary>Called with every prediction and the time since it was handed in; may be called from several threads at once.</summary>
    public Action<ReadUpload, TimeSpan>? OnRead { get; init; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadUpload>> PredictAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel)
    {
        if (Interlocked.Add(ref waiting, uploads.Count) > options.Capacity)
        {
            Interlocked.Add(ref waiting, -uploads.Count);
            throw new OverloadException(RetryAfter);
        }
        var taken = uploads.Select(upload => new Job(upload, cancel)).ToList();
        foreach (var job in taken)
            jobs.Writer.TryWrite(job);
        return await Task.WhenAll(taken.Select(job => job.Done.Task));
    }

    /// <summary>Ends the threads, once what waits is done.</summary>
    public void Dispose()
    {
        jobs.Writer.TryComplete();
        foreach (var worker in workers)
            worker.Join();
    }

    private void Work()
    {
        var share = new List<Job>(options.LargestBatch);
        while (jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            // As many as the other threads get, so that no thread is idle while another has a long batch.
            var most = Math.Clamp((int)Math.Ceiling((double)Waiting / options.Workers), 1, options.LargestBatch);
            while (share.Count < most && jobs.Reader.TryRead(out var job))
                if (job.IsCanceled)
                    Finish(job, () => job.Done.TrySetCanceled());
                else
                    share.Add(job);
            if (share.Count > 0)
                Run(share);
            share.Clear();
        }
    }

    private void Run(List<Job> share)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            Predict(share);
        }
        catch (Exception e)
        {
            foreach (var job in share.Where(job => !job.Done.Task.IsCompleted))
                Finish(job, () => job.Done.TrySetException(e));
        }
        var elapsed = Stopwatch.GetElapsedTime(begun);
        // A race between two threads loses one measurement, which does not matter.
        Volatile.Write(ref secondsPerFile, ((1 - Smoothing) * secondsPerFile) + (Smoothing * elapsed.TotalSeconds / share.Count));
        OnBatch?.Invoke(share.Count, elapsed);
    }

    private void Predict(List<Job> share)
    {
        var readable = new List<(Job Job, ScaledImage Image)>(share.Count);
        foreach (var job in share)
        {
            try
            {
                readable.Add((job, Read(job.Upload)));
            }
            catch (InputException e)
            {
                Finish(job, new ReadUpload(Unread(job.Upload.Name, e.Message), null));
            }
        }
        var predicted = predictor.Predict([.. readable.Select(read => (read.Job.Upload.Name, read.Image))]);
        for (var i = 0; i < predicted.Count; i++)
            Finish(readable[i].Job, new ReadUpload(predicted[i].Prediction, predicted[i]));
    }

    private ScaledImage Read(Upload upload)
    {
        if (decoders.ReadSize(upload.Bytes, upload.Name) is var size && (long)size.Width * size.Height > largestPixels)
            throw new InputException($"{upload.Name} is {size.Width} x {size.Height} pixels, and this service takes {largestPixels}; "
                + "scale it down first");
        return decoders.ReadScaled(upload.Bytes, upload.Name, classifier.InputSize);
    }

    private Prediction Unread(string name, string error) =>
        new() { File = name, Model = classifier.Model, Warning = classifier.Warning, Error = PathBytes.Show(error) };

    private void Finish(Job job, ReadUpload read)
    {
        OnRead?.Invoke(read, Stopwatch.GetElapsedTime(job.Begun));
        Finish(job, () => job.Done.TrySetResult(read));
    }

    private void Finish(Job job, Action done)
    {
        Interlocked.Decrement(ref waiting);
        done();
    }

    private sealed class Job(Upload upload, CancellationToken cancel)
    {
        public Upload Upload => upload;

        public long Begun { get; } = Stopwatch.GetTimestamp();

        public bool IsCanceled => cancel.IsCancellationRequested;

        // Continuations run elsewhere: an answer is written by the thread pool, not by a thread that could classify.
        public TaskCompletionSource<ReadUpload> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
