using System.Net;
using System.Net.Sockets;
using CovidCxr.Core;
using CovidCxr.Datasets.Fetching;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Fetching;

/// <summary>One server, one source, one output folder that is deleted with the test.</summary>
internal sealed class FetchScene : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("covidcxr-fetch-").FullName;

    public FetchScene(byte[]? archive = null)
    {
        Archive = archive ?? SyntheticArchive.Collection();
        Server = new ArchiveServer(Archive);
        Source = new SyntheticSource
        {
            Name = "drawn",
            FolderName = "drawn-set",
            Page = "the drawn page",
            Archive = new SourceArchive
            {
                Url = new(Server.Address, "archive/master.zip"),
                Holds = ["metadata.csv", "images/"],
                MayHold = ["README.md"],
            },
        };
    }

    public byte[] Archive { get; }

    public ArchiveServer Server { get; }

    public SyntheticSource Source { get; set; }

    public string Out => Path.Combine(root, "sources");

    public string Folder => Path.Combine(Out, Source.FolderName);

    public string Part => Path.Combine(Out, ((IPublicSource)Source).ArchiveName + ".part");

    /// <summary>The names in the output folder, sorted.</summary>
    public string[] Left => Directory.Exists(Out)
        ? [.. Directory.EnumerateFileSystemEntries(Out).Select(path => Path.GetFileName(path)).Order()]
        : [];

    public FetchOptions Options => new()
    {
        Out = Out,
        Sources = [Source],
        Attempts = 3,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Silence = TimeSpan.FromSeconds(5),
    };

    /// <summary>An address at which no server listens.</summary>
    public static Uri NoServer()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}/");
    }

    public Task<IReadOnlyList<FetchedSource>> FetchAsync(
        FetchOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationTokenSource? stop = null) =>
        SourceFetcher.FetchAsync(options ?? Options, progress, stop?.Token ?? TestContext.Current.CancellationToken);

    /// <summary>Fetches, expects a refusal and returns its one line.</summary>
    public async Task<string> FailAsync(FetchOptions? options = null)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(options));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("--sources", error.Message);
        return error.Message;
    }

    /// <summary>Checks that the collection is complete in its folder and that nothing else is left.</summary>
    public void AssertWhole(int seed = 1)
    {
        Assert.Equal(["drawn-set"], Left);
        Assert.Equal(SyntheticArchive.Noise(40_000, seed), File.ReadAllBytes(Path.Combine(Folder, "images", "a.png")));
        Assert.Equal(SyntheticArchive.Noise(30_000, seed + 1), File.ReadAllBytes(Path.Combine(Folder, "images", "b.png")));
        Assert.True(File.Exists(Path.Combine(Folder, "metadata.csv")));
        Assert.False(Directory.Exists(Path.Combine(Folder, "volumes")));
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
