using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_missing_sources_folder_is_named()
    {
        var outcome = await BuiltProgram.RunAsync("dataset", "build", "--sources", folder["none"], "--out", folder["out"]);
        Assert.Contains(folder["none"], outcome.OneErrorLine());
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task An_empty_sources_folder_says_what_was_looked_for()
    {
        var outcome = await BuiltProgram.RunAsync("dataset", "build", "--sources", folder.Path, "--out", folder["out"]);
        var line = outcome.OneErrorLine();
        Assert.Contains(folder.Path, line);
        Assert.Contains("covid-chestxray-dataset", line);
        Assert.Contains("chest_xray", line);
        Assert.Empty(folder.Names);
    }

    // A path below a file, because permissions do not bind root, as whom the tests may run.
    [Fact]
    public async Task An_output_that_cannot_be_written_is_named()
    {
        SyntheticSources.Draw(folder["sources"]);
        await File.WriteAllTextAsync(folder["file"], "", TestContext.Current.CancellationToken);
        var below = Path.Combine(folder["file"], "out");

        foreach (var output in new[] { below, folder["file"] })
        {
            foreach (var command in new[] { new[] { "build", "--sources", folder["sources"] }, ["fetch", "--mirror", NoServer()] })
                Assert.Contains(output, (await BuiltProgram.RunAsync(["dataset", .. command, "--out", output])).OneErrorLine());
        }
        Assert.Equal(["file", "sources"], folder.Names);
    }

    [Fact]
    public async Task A_fetch_without_network_is_one_line_that_names_the_sources_option()
    {
        var outcome = await BuiltProgram.RunAsync("dataset", "fetch", "--out", folder["sources"], "--mirror", NoServer());
        Assert.Contains("--sources", outcome.OneErrorLine());
        Assert.Equal("", outcome.Output);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task A_folder_that_is_no_dataset_is_named()
    {
        Assert.Contains(folder.Path, (await BuiltProgram.RunAsync("dataset", "show", folder.Path)).OneErrorLine());
        Assert.Contains(folder["none"], (await BuiltProgram.RunAsync("dataset", "show", folder["none"])).OneErrorLine());
    }

    [Fact]
    public async Task The_stack_trace_is_printed_on_request()
    {
        var outcome = await BuiltProgram.RunAsync(new() { ["COVIDCXR_TRACE"] = "1" }, ["dataset", "show", folder["none"]]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error: ", outcome.Error);
        Assert.Contains("   at ", outcome.Error);
    }

    private static string NoServer()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
    }
}
