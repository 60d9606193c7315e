using System.Security.Cryptography;
using CovidCxr.Datasets.Fetching;
using Xunit;

namespace CovidCxr.Datasets.Tests.Fetching;

public sealed class DownloadTests : IDisposable
{
    private readonly FetchScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_whole_download_ends_in_its_folder_and_reports_its_bytes()
    {
        var log = new ProgressLog();
        var fetched = Assert.Single(await scene.FetchAsync(progress: log));

        scene.AssertWhole();
        Assert.Equal((false, 4), (fetched.WasThere, fetched.Files));
        var download = log.Reports.Where(report => report.Stage == "download drawn").ToList();
        Assert.Equal(scene.Archive.Length, download[^1].Done);
        Assert.All(download, report => Assert.Equal(scene.Archive.Length, report.Total));
        Assert.Equal(log.Reports[^1].Total, log.Reports[^1].Done);
    }

    [Fact]
    public async Task What_is_whole_is_not_fetched_again()
    {
        await scene.FetchAsync();
        var again = Assert.Single(await scene.FetchAsync());

        Assert.True(again.WasThere);
        Assert.Single(scene.Server.Requests);
    }

    [Fact]
    public async Task A_cut_connection_is_taken_up_where_it_broke()
    {
        scene.Server.Cuts.Enqueue(20_000);
        await scene.FetchAsync();

        scene.AssertWhole();
        Assert.Equal(2, scene.Server.Requests.Count);
        Assert.Contains("Range: bytes=20000-", scene.Server.Requests[1]);
        Assert.Contains("If-Range: \"first\"", scene.Server.Requests[1]);
    }

    [Fact]
    public async Task A_stopped_download_is_kept_and_the_next_run_goes_on_with_it()
    {
        using var stop = new CancellationTokenSource();
        var log = new ProgressLog { Heard = report => { if (report.Done > 0) stop.Cancel(); } };
        scene.Server.Cuts.Enqueue(20_000);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.FetchAsync(progress: log, stop: stop));

        Assert.Equal(["drawn-set.zip.part", "drawn-set.zip.part.json"], scene.Left);
        var kept = new FileInfo(scene.Part).Length;
        Assert.InRange(kept, 1, 20_000);
        await scene.FetchAsync();
        scene.AssertWhole();
        Assert.Contains($"Range: bytes={kept}-", scene.Server.Requests[1]);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        scene.Server.Ranges = false;
        scene.Server.Cuts.Enqueue(20_000);
        await scene.FetchAsync();

        scene.AssertWhole();
    }

    [Theory]
    [InlineData("\"second\"")]
    [InlineData("W/\"weak\"")]
    [InlineData(null)]
    public async Task An_archive_that_changed_meanwhile_begins_anew(string? newTag)
    {
        scene.Server.Cuts.Enqueue(20_000);
        scene.Server.Answered = () =>
        {
            scene.Server.ETag = newTag;
            scene.Server.Body = SyntheticArchive.Collection(seed: 7);
        };
        await scene.FetchAsync();

        scene.AssertWhole(seed: 7);
    }

    [Theory]
    [InlineData("W/\"weak\"")]
    [InlineData(null)]
    public async Task Without_a_strong_tag_nothing_is_joined_and_nothing_useless_is_kept(string? tag)
    {
        scene.Server.ETag = tag;
        for (var i = 0; i < 3; i++)
            scene.Server.Cuts.Enqueue(20_000);
        await scene.FailAsync();

        Assert.Empty(scene.Left);
        Assert.All(scene.Server.Requests, request => Assert.DoesNotContain("Range:", request));
    }

    [Fact]
    public async Task A_body_that_is_always_cut_at_the_same_place_is_given_up()
    {
        scene.Server.Ranges = false;
        for (var i = 0; i < 10; i++)
            scene.Server.Cuts.Enqueue(20_000);
        var line = await scene.FailAsync();

        Assert.Contains("cut the connection", line);
        // The first try brings something new; three in a row that do not, end it.
        Assert.InRange(scene.Server.Requests.Count, 3, 4);
        Assert.False(Directory.Exists(scene.Folder));
    }

    [Fact]
    public async Task A_body_cut_short_without_a_length_is_found_out_by_unpacking()
    {
        scene.Server.TellsLength = false;
        scene.Server.Cuts.Enqueue(20_000);
        var line = await scene.FailAsync();

        Assert.Contains("not usable", line);
        Assert.Empty(scene.Left);
    }

    [Fact]
    public async Task The_right_checksum_passes_and_a_wrong_one_is_refused_and_deleted()
    {
        var right = Convert.ToHexString(SHA256.HashData(scene.Archive));
        scene.Source = scene.Source.With(archive => archive with { Sha256 = new string('0', 64), Bytes = scene.Archive.Length });
        Assert.Contains("SHA-256", await scene.FailAsync());
        Assert.Empty(scene.Left);

        scene.Source = scene.Source.With(archive => archive with { Sha256 = right });
        await scene.FetchAsync();
        scene.AssertWhole();
    }

    [Fact]
    public async Task Another_length_than_the_catalog_says_is_refused_before_the_download()
    {
        scene.Source = scene.Source.With(archive => archive with { Bytes = 5 });
        Assert.Contains("where 5 were expected", await scene.FailAsync());
    }

    [Fact]
    public async Task A_missing_file_is_not_asked_for_twice_and_says_what_to_do_by_hand()
    {
        scene.Server.Refusals.Enqueue("404 Not Found");
        var line = await scene.FailAsync();

        Assert.Contains("404 Not Found", line);
        Assert.Contains("download it by hand from the drawn page, put it at " + Path.Combine(scene.Out, "drawn-set.zip"), line);
        Assert.Single(scene.Server.Requests);
        Assert.False(Directory.Exists(scene.Out));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        scene.Server.Refusals.Enqueue("503 Service Unavailable");
        scene.Server.Refusals.Enqueue("429 Too Many Requests");
        await scene.FetchAsync();

        scene.AssertWhole();
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up()
    {
        for (var i = 0; i < 5; i++)
            scene.Server.Refusals.Enqueue("503 Service Unavailable");
        Assert.Contains("503 Service Unavailable", await scene.FailAsync());
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task A_login_page_is_not_taken_for_the_archive()
    {
        scene.Server.ContentType = "text/html; charset=utf-8";
        Assert.Contains("web page", await scene.FailAsync());
    }

    [Fact]
    public async Task A_server_that_does_not_stop_is_left()
    {
        scene.Server.TellsLength = false;
        var line = await scene.FailAsync(scene.Options with { Limits = new UnpackLimits { Bytes = 10_000 } });

        Assert.Contains("does not stop sending", line);
        Assert.True(scene.Left.Length == 0 || new FileInfo(scene.Part).Length <= 10_000);
    }

    [Fact]
    public async Task Without_a_server_one_line_names_the_way_out()
    {
        var line = await scene.FailAsync(scene.Options with { Mirror = FetchScene.NoServer() });
        Assert.Contains("no server answers", line);
        Assert.False(Directory.Exists(scene.Out));
    }

    [Fact]
    public async Task A_mirror_has_every_archive_under_its_file_name()
    {
        await scene.FetchAsync(scene.Options with { Mirror = new(scene.Server.Address, "xray") });

        scene.AssertWhole();
        Assert.StartsWith("GET /xray/drawn-set.zip ", scene.Server.Requests[0]);
    }

    [Fact]
    public async Task One_missing_source_does_not_keep_the_others_away()
    {
        scene.Server.Refusals.Enqueue("410 Gone");
        var other = scene.Source with { Name = "other", FolderName = "other-set" };
        var line = await scene.FailAsync(scene.Options with { Sources = [scene.Source, other] });

        Assert.Contains("cannot fetch drawn", line);
        Assert.Equal(["other-set"], scene.Left);
    }

    [Fact]
    public async Task A_source_behind_a_login_is_asked_for_and_taken_where_the_user_put_it()
    {
        scene.Source = scene.Source.With(archive => archive with { NeedsLogin = true });
        Assert.Contains("login", await scene.FailAsync());
        Assert.Empty(scene.Server.Requests);

        Directory.CreateDirectory(scene.Out);
        var byHand = Path.Combine(scene.Out, "drawn-set.zip");
        await File.WriteAllBytesAsync(byHand, scene.Archive, TestContext.Current.CancellationToken);
        await scene.FetchAsync();

        Assert.Empty(scene.Server.Requests);
        Assert.Equal(["drawn-set", "drawn-set.zip"], scene.Left);
        File.Delete(byHand);
        scene.AssertWhole();
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused_before_the_download()
    {
        Directory.CreateDirectory(scene.Out);
        File.WriteAllText(scene.Folder, "precious");

        var line = await scene.FailAsync();

        Assert.Contains($"{scene.Folder} is a file; move or delete that file", line);
        Assert.Empty(scene.Server.Requests);
        Assert.Equal("precious", File.ReadAllText(scene.Folder));
    }

    [Fact]
    public async Task Files_behind_a_link_that_leads_back_are_counted_once()
    {
        await scene.FetchAsync();
        Directory.CreateSymbolicLink(Path.Combine(scene.Folder, "images", "up"), "..");

        Assert.Equal((4, true), (await scene.FetchAsync()) is [var fetched] ? (fetched.Files, fetched.WasThere) : default);
    }

    [Fact]
    public async Task A_folder_that_is_not_the_collection_is_not_touched()
    {
        Directory.CreateDirectory(scene.Folder);
        var line = await scene.FailAsync();

        Assert.Contains("has no metadata.csv", line);
        Assert.True(Directory.Exists(scene.Folder));
    }
}
