using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>A tiny network, trained once for all tests that need some run.</summary>
public sealed class TinyRun : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Options of <c>train</c> for a network that trains in seconds.</summary>
    public static IReadOnlyList<string> Options { get; } =
        ["--set", "input_size=16", "--set", "augmentation.resize=20", "--set", "batch=8"];

    /// <summary>The run's folder.</summary>
    public string Path => folder["run"];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await SyntheticSources.BuildDatasetAsync(folder);
        (await BuiltProgram.RunAsync(["train", "--data", folder["dataset"], "--out", Path, "--epochs", "1", .. Options])).Success();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
