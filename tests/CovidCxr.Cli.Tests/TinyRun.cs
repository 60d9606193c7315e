using CovidCxr.Testing;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>A run of a tiny network, trained once for all tests that need some model.</summary>
public sealed class TinyRun : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The run's folder.</summary>
    public string Path => folder["run"];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        SyntheticSources.Draw(folder["sources"]);
        (await BuiltProgram.RunAsync("dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"], "--size", "32")).Success();
        (await BuiltProgram.RunAsync(
            "train", "--data", folder["dataset"], "--out", Path, "--epochs", "1",
            "--set", "input_size=16", "--set", "augmentation.resize=20", "--set", "batch=8")).Success();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
