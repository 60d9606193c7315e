using System.Threading.Channels;

namespace CovidCxr.Service.Store;

/// <summary>
/// Writes what several requests want to keep in one transaction: a commit costs more than what it writes, and while one is under way the
/// next
/// requests gather.
/// </summary>
/// <typeparam name="T">What is written.</typeparam>
/// <param name="write">Writes all or nothing.</param>
internal sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> write)
{
    private const int LargestGroup = 256;

    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    /// <summary>Writes items; the task ends when they are committed, or fails with the reason why none of them is.</summary>
    public async Task AddAsync(IReadOnlyList<T> items)
    {
        var entry = new Entry(items);
        entries.Writer.TryWrite(entry);
        lock (gate)
            if (running.IsCompleted)
                running = Task.Run(WriteAllAsync);
        await entry.Done.Task;
    }

    private async Task WriteAllAsync()
    {
        var group = new List<Entry>();
        while (true)
        {
            var count = 0;
            while (count < LargestGroup && entries.Reader.TryRead(out var entry))
            {
                group.Add(entry);
                count += entry.Items.Count;
            }
            if (group.Count > 0)
                await WriteAsync(group);
            group.Clear();
            lock (gate)
                if (!entries.Reader.TryPeek(out _))
                {
                    // Under the lock: who adds after this sees that nobody runs.
                    running = Task.CompletedTask;
                    return;
                }
        }
    }

    private async Task WriteAsync(List<Entry> group)
    {
        try
        {
            await write([.. group.SelectMany(entry => entry.Items)]);
            foreach (var entry in group)
                entry.Done.TrySetResult();
        }
        catch (Exception e)
        {
            foreach (var entry in group)
                entry.Done.TrySetException(e);
        }
    }

    private sealed record Entry(IReadOnlyList<T> Items)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
