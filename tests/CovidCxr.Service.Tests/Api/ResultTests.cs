using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Service.Predicting;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Xunit;

namespace CovidCxr.Service.Tests.Api;

public sealed class ResultTests
{
    [Fact]
    public async Task Results_are_found_again_by_time_class_refer_and_verdict_page_by_page()
    {
        await using var service = await RunningService.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(IdOf(await service.PredictOneAsync(SyntheticXRay.Png(i), $"{i}.png")));
        await JudgeAsync(service, ids[1], new { verdict = "agree" });
        await JudgeAsync(service, ids[2], new { verdict = "other-class", @class = "COVID-19", note = "<script>alert(1)</script>" });
        await JudgeAsync(service, ids[2], new { verdict = "note", note = "left base" });

        Assert.Equal(ids.AsEnumerable().Reverse(), await FoundAsync(service, ""));
        Assert.Equal([ids[2], ids[1]], await FoundAsync(service, "?verdict=any"));
        Assert.Equal([ids[2]], await FoundAsync(service, "?verdict=other-class"));
        Assert.Equal([ids[4], ids[3], ids[0]], await FoundAsync(service, "?verdict=none"));
        Assert.Empty(await FoundAsync(service, "?to=2020-01-01T00:00:00Z"));
        Assert.Equal(5, (await FoundAsync(service, "?from=2020-01-01T00:00:00Z&to=2100-01-01")).Count);
        var classes = 0;
        foreach (var finding in new[] { "covid19", "normal", "PNEUMONIA" })
            classes += (await FoundAsync(service, $"?class={finding}")).Count;
        Assert.Equal(5, classes);
        Assert.Equal(5, (await FoundAsync(service, "?refer=true")).Count + (await FoundAsync(service, "?refer=false")).Count);
        var first = await service.GetAsync("/api/v1/results?limit=2");
        Assert.Equal(ids[3], first.GetProperty("next").GetString());
        Assert.Equal([ids[2], ids[1]], await FoundAsync(service, $"?limit=2&after={ids[3]}"));

        var feedback = await service.GetAsync($"/api/v1/results/{ids[2]}/feedback");
        Assert.Equal(2, feedback.GetArrayLength());
        Assert.Equal("COVID-19", feedback[0].GetProperty("class").GetString());
        Assert.Equal("<script>alert(1)</script>", feedback[0].GetProperty("note").GetString());
        var result = await service.GetAsync($"/api/v1/results/{ids[2]}");
        Assert.Equal(("other-class", "COVID-19"),
            (result.GetProperty("verdict").GetString(), result.GetProperty("verdict_class").GetString()));
    }

    [Theory]
    [InlineData("?refer=maybe")]
    [InlineData("?class=flu")]
    [InlineData("?from=yesterday")]
    [InlineData("?limit=0")]
    [InlineData("?limit=100000")]
    [InlineData("?verdict='; drop table results")]
    public async Task A_query_that_is_not_understood_is_a_problem(string query)
    {
        await using var service = await RunningService.StartAsync();
        using var answer = await service.Client.GetAsync($"/api/v1/results{query}", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(answer, 400, "invalid-parameter");
    }

    [Fact]
    public async Task Feedback_that_is_not_understood_is_a_problem()
    {
        await using var service = await RunningService.StartAsync();
        var path = $"/api/v1/results/{IdOf(await service.PredictOneAsync(SyntheticXRay.Png(1)))}/feedback";
        foreach (var wrong in new object[]
        {
            new { }, new { verdict = "maybe" }, new { verdict = "agree", @class = "Normal" }, new { verdict = "note" },
                new { verdict = "agree", other = 1 },
            new { verdict = "other-class", @class = "flu" }, new { verdict = "note", note = new string('x', 2001) },
        })
        {
            using var answer = await service.Client.PostAsJsonAsync(path, wrong, TestContext.Current.CancellationToken);
            await RunningService.ProblemAsync(answer, 400, "invalid-parameter");
        }
        using var text = await service.Client.PostAsync(path, new StringContent("agree"), TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(text, 415, "unsupported-media-type");
        using var nowhere = await service.Client.PostAsJsonAsync(
            "/api/v1/results/00000000000000000000000000000000/feedback", new { verdict = "agree" }, TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(nowhere, 404, "not-found");
    }

    [Fact]
    public async Task Pictures_maps_and_lungs_are_resources_of_their_own()
    {
        await using var service = await RunningService.StartAsync();
        var dicom = SyntheticDicom.Gray([.. SyntheticXRay.Pixels(2, 200, 160).Select(value => (ushort)(value * 16))], 200, 160, bits: 12)
            .File();
        var path = $"/api/v1/results/{IdOf(await service.PredictOneAsync(dicom, "a.dcm"))}";
        using var file = await service.Client.GetAsync($"{path}/picture", TestContext.Current.CancellationToken);
        Assert.Equal("application/dicom", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(dicom, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var (resource, width, height, bands) in new[]
        {
            ("image", 200, 160, 1), ("thumbnail?side=100", 100, 80, 1), ("heatmaps/covid19", 200, 160, 1),
                ("heatmaps/Normal?side=50", 50, 40, 1),
            ("heatmaps/pneumonia?style=overlay", 640, 0, 3), ("lungs", 200, 160, 1), ("lungs?style=overlay", 640, 512, 3),
        })
        {
            using var answer = await service.Client.GetAsync($"{path}/{resource}", TestContext.Current.CancellationToken);
            var png = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
            using var image = Image.NewFromBuffer(png);
            Assert.Equal((width, bands), (image.Width, image.Bands));
            Assert.True(height == 0 || image.Height == height);
            using var again = new HttpRequestMessage(HttpMethod.Get,
                $"{path}/{resource}")
            { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            using var unchanged = await service.Client.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
        using var deep = Image.NewFromBuffer(
            await service.Client.GetByteArrayAsync($"{path}/image", TestContext.Current.CancellationToken));
        Assert.Equal(Enums.BandFormat.Ushort, deep.Format);
        using var flu = await service.Client.GetAsync($"{path}/heatmaps/flu", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(flu, 400, "invalid-parameter");
    }

    [Fact]
    public async Task Pictures_go_when_their_time_is_over_and_with_their_result()
    {
        await using var service = await RunningService.StartAsync("--Service:Retention:LabeledPictures", "10:00:00");
        var (plain, judged, deleted) = (IdOf(await service.PredictOneAsync(SyntheticXRay.Png(1))),
            IdOf(await service.PredictOneAsync(SyntheticXRay.Png(2))), IdOf(await service.PredictOneAsync(SyntheticXRay.Png(3))));
        await JudgeAsync(service, judged, new { verdict = "agree" });
        using var gone = await service.Client.DeleteAsync($"/api/v1/results/{deleted}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        var retention = service.Services.GetRequiredService<PictureRetention>();
        Assert.Equal(0, await retention.SweepAsync(DateTime.UtcNow.AddMinutes(59), TestContext.Current.CancellationToken));
        Assert.Equal(1, await retention.SweepAsync(DateTime.UtcNow.AddMinutes(61), TestContext.Current.CancellationToken));
        foreach (var resource in new[] { "picture", "image", "thumbnail", "heatmaps/covid19", "lungs" })
        {
            using var answer = await service.Client.GetAsync($"/api/v1/results/{plain}/{resource}", TestContext.Current.CancellationToken);
            await RunningService.ProblemAsync(answer, 410, "picture-gone");
        }
        Assert.NotEmpty(await service.Client.GetByteArrayAsync($"/api/v1/results/{judged}/picture", TestContext.Current.CancellationToken));
        using var nowhere = await service.Client.GetAsync($"/api/v1/results/{deleted}", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(nowhere, 404, "not-found");
        Assert.Equal(1, await retention.SweepAsync(DateTime.UtcNow.AddHours(11), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_export_is_a_table_of_own_labelled_images()
    {
        await using var service = await RunningService.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
            ids.Add(IdOf(await service.PredictOneAsync(SyntheticXRay.Png(i), $"{i}.png")));
        await JudgeAsync(service, ids[0], new { verdict = "other-class", @class = "Pneumonia", note = "=cmd|' /C calc'!A0" });
        await JudgeAsync(service, ids[1], new { verdict = "other-class", note = "nodule, \"right\"" });
        await JudgeAsync(service, ids[2], new { verdict = "disagree" });
        var csv = await service.Client.GetStringAsync("/api/v1/results/export.csv", TestContext.Current.CancellationToken);
        var rows = Csv.Lines(csv).Select(Csv.Split).ToList();
        Assert.Equal(["file", "class", "patient"], rows[0].Take(3));
        Assert.Equal(3, rows.Count); // who only disagrees names no class
        Assert.Equal(["other finding", "Pneumonia"], rows.Skip(1).Select(row => row[1]));
        Assert.Equal(["nodule, \"right\"", "'=cmd|' /C calc'!A0"], rows.Skip(1).Select(row => row[10]));

        using var zip = new ZipArchive(
            await service.Client.GetStreamAsync("/api/v1/results/export.zip", TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        await zip.ExtractToDirectoryAsync(folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal(["labels.csv", "pictures"], folder.Names);
        Assert.Equal(csv, await File.ReadAllTextAsync(folder["labels.csv"], TestContext.Current.CancellationToken));
        foreach (var row in rows.Skip(1))
            Assert.Equal(160, ImageDecoders.Default.ReadSize(ImageDecoders.Default.ReadFile(folder[row[0]]), row[0]).Width);
    }

    [Fact]
    public async Task The_model_says_its_card_its_points_and_whether_its_file_changed()
    {
        await using var service = await RunningService.StartAsync();
        var model = await service.GetAsync("/api/v1/model");
        Assert.False(model.GetProperty("file_changed").GetBoolean());
        Assert.True(model.GetProperty("card").GetProperty("scores").EnumerateObject().Any());
        Assert.False(model.GetProperty("card").TryGetProperty("self_test", out _));
        Assert.Equal(1, model.GetProperty("mix").EnumerateObject().Sum(share => share.Value.GetDouble()), 1e-5);
        Assert.Equal(64, (await service.GetAsync("/api/v1/service")).GetProperty("limits").GetProperty("files").GetInt32());
    }

    private static string IdOf(System.Text.Json.JsonElement result) => result.GetProperty("id").GetString()!;

    private static async Task JudgeAsync(RunningService service, string id, object feedback)
    {
        using var answer = await service.Client.PostAsJsonAsync($"/api/v1/results/{id}/feedback", feedback,
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task<List<string>> FoundAsync(RunningService service, string query) =>
        [.. (await service.GetAsync($"/api/v1/results{query}")).GetProperty("results").EnumerateArray().Select(IdOf)];
}
