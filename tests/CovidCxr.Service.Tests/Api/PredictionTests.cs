using System.Text;
using System.Text.Json;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Output;
using CovidCxr.Inference.Pipeline;
using Xunit;

namespace CovidCxr.Service.Tests.Api;

public sealed class PredictionTests
{
    [Fact]
    public async Task The_answer_is_what_predict_writes_and_the_result_is_kept()
    {
        await using var service = await RunningService.StartAsync();
        using var folder = new TemporaryFolder();
        var dicom = SyntheticDicom.Gray([.. SyntheticXRay.Pixels(2).Select(value => (ushort)(value * 16))], 160, 160, bits: 12).File();
        (string Name, byte[] Bytes)[] files =
            [("a.png", SyntheticXRay.Png(1)), ("b.dcm", dicom), ("c.jpg", SyntheticXRay.Jpeg(3)),
                ("d.png", Encoding.UTF8.GetBytes("<svg/>"))];
        using var answer = await service.PredictAsync(files);
        var results = await RunningService.JsonAsync(answer);
        var expected = Predict(folder, files);
        Assert.Equal(4, results.GetArrayLength());
        for (var i = 0; i < 4; i++)
            foreach (var member in expected[i].EnumerateObject().Where(member => member.Name is not ("file" or "error")))
                Assert.Equal(member.Value.GetRawText(), results[i].GetProperty(member.Name).GetRawText());
        Assert.Equal("d.png", results[3].GetProperty("file").GetString());
        Assert.Contains("SVG", results[3].GetProperty("error").GetString());
        var kept = Directory.EnumerateFiles(service.Data, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Assert.Contains(results[1].GetProperty("sha256").GetString(), kept);
    }

    [Fact]
    public async Task A_prevalence_stands_beside_the_calibrated_probabilities()
    {
        await using var service = await RunningService.StartAsync();
        var (plain, rare) = (await service.PredictOneAsync(SyntheticXRay.Png(1)),
            await service.PredictOneAsync(SyntheticXRay.Png(1), query: "?prevalence=0.001"));
        Assert.Equal(plain.GetProperty("probabilities").GetRawText(), rare.GetProperty("probabilities").GetRawText());
        var shifted = rare.GetProperty("at_prevalence");
        Assert.True(shifted.GetProperty("probabilities").GetProperty("COVID-19").GetDouble()
            < rare.GetProperty("probabilities").GetProperty("COVID-19").GetDouble());
        var point = shifted.GetProperty("predictive_values")[0];
        Assert.InRange(point.GetProperty("ppv").GetDouble(), 0, 0.2);
        Assert.InRange(point.GetProperty("npv").GetDouble(), 0.999, 1);
        using var wrong = await service.Client.PostAsync(
            "/api/v1/predictions?prevalence=2", RunningService.Form(("a.png", SyntheticXRay.Png(1))),
                TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(wrong, 400, "invalid-parameter");
    }

    [Theory]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData("C:\\ward\\x.png", "x.png")]
    [InlineData("..", "upload")]
    [InlineData("a\u001b[31m\u0000.png", "a[31m.png")]
    public async Task A_name_is_never_a_path(string sent, string expected)
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(expected, CovidCxr.Service.Api.UploadReader.SafeName(sent));
        if (!sent.Contains('\0'))
            Assert.Equal(expected, (await service.PredictOneAsync(SyntheticXRay.Png(1), sent)).GetProperty("file").GetString());
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_problem()
    {
        await using var service = await RunningService.StartAsync("--Service:Limits:Files", "2", "--Service:Limits:FileBytes", "100000",
            "--Service:Limits:RequestBytes", "2000000");
        using var unreadable = await service.PredictAsync(("a.png", "no picture"u8.ToArray()));
        var problem = await RunningService.ProblemAsync(unreadable, 422, "unreadable");
        Assert.Equal("a.png", problem.GetProperty("files")[0].GetProperty("file").GetString());
        using var many = await service.PredictAsync(Enumerable.Range(0, 3).Select(i => ($"{i}.png", SyntheticXRay.Png(i))));
        await RunningService.ProblemAsync(many, 413, "too-large");
        using var large = await service.PredictAsync(("a.png", new byte[100_001]));
        await RunningService.ProblemAsync(large, 413, "too-large");
        using var form = new MultipartFormDataContent { { new StringContent("text"), "field" } };
        using var none = await service.Client.PostAsync("/api/v1/predictions", form, TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(none, 400, "no-file");
        using var json = await service.Client.PostAsync(
            "/api/v1/predictions", new StringContent("{}"), TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(json, 415, "unsupported-media-type");
        using var whole = await service.PredictAsync(("a.png", new byte[2_000_001]));
        await RunningService.ProblemAsync(whole, 413, "too-large");
        using var nowhere = await service.Client.GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(nowhere, 404, "not-found");
        using var verb = await service.Client.GetAsync("/api/v1/predictions", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(verb, 405, "method-not-allowed");
    }

    [Fact]
    public async Task Health_says_that_the_process_answers_and_can_work()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal("live", await service.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("ready", (await service.GetAsync("/health/ready")).GetProperty("status").GetString());
    }

    private static List<JsonElement> Predict(TemporaryFolder folder, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var paths = files.Select(file => folder.Write(file.Name, file.Bytes)).ToList();
        using var classifier = OnnxClassifier.Open(ShippedModel.Path);
        using var text = new StringWriter();
        using (var writer = new PredictionJson(text))
            foreach (var prediction in new PredictionPipeline(classifier, new() { Decoders = XRayDecoders.All }).Run(paths, default))
                writer.Write(prediction);
        return [.. JsonDocument.Parse(text.ToString()).RootElement.EnumerateArray()];
    }
}
