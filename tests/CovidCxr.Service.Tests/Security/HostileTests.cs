using System.Net;
using System.Net.Sockets;
using System.Text;
using NetVips;
using Xunit;

namespace CovidCxr.Service.Tests.Security;

public sealed class HostileTests
{
    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "rebound.example")]
    public async Task A_page_of_another_site_changes_nothing(string header, string value)
    {
        await using var service = await RunningService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predictions")
        {
            Content = RunningService.Form(("a.png", SyntheticXRay.Png(1))),
        };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(answer, 403, "cross-origin");
        Assert.Equal(0, (await service.GetAsync("/api/v1/results")).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task The_service_s_own_page_may_ask()
    {
        await using var service = await RunningService.StartAsync();
        service.Client.DefaultRequestHeaders.Add("Origin", service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        service.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal("a.png", (await service.PredictOneAsync(SyntheticXRay.Png(1), "a.png")).GetProperty("file").GetString());
    }

    [Fact]
    public async Task What_only_looks_like_a_picture_is_named_and_never_shown()
    {
        await using var service = await RunningService.StartAsync("--Service:Limits:Pixels", "1000000");
        using var black = Image.Black(5000, 5000); // 75 kB of PNG, 25 megapixels
        foreach (var (name, bytes) in new (string, byte[])[]
        {
            ("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray()),
            ("page.png", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
            ("bomb.png", black.PngsaveBuffer()),
            ("bomb.dcm", SyntheticDicom.Gray(new ushort[1200 * 1200], 1200, 1200, 12, SyntheticDicom.Deflated).File()),
            ("half.jpg", SyntheticXRay.Jpeg(1)[..2000]),
            ("half.dcm", SyntheticDicom.Gray(new ushort[160 * 160], 160, 160, 12).File()[..5000]),
            ("zeros.png", new byte[10_000]),
        })
        {
            using var answer = await service.PredictAsync((name, bytes));
            var problem = await RunningService.ProblemAsync(answer, 422, "unreadable");
            Assert.StartsWith(name, problem.GetProperty("detail").GetString());
        }
        Assert.Equal(0, (await service.GetAsync("/api/v1/results")).GetProperty("results").GetArrayLength());
        Assert.False(Directory.Exists(Path.Combine(service.Data, "pictures")));
    }

    [Fact]
    public async Task Flipped_bits_end_in_an_answer()
    {
        await using var service = await RunningService.StartAsync();
        var random = new Random(5);
        byte[][] whole =
        [
            SyntheticXRay.Png(1), SyntheticXRay.Jpeg(1), SyntheticDicom.Gray(new ushort[160 * 160], 160, 160, 12).File(),
        ];
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])whole[i % 3].Clone();
            for (var flips = 0; flips < 8; flips++)
                bytes[random.Next(Math.Min(bytes.Length, 4000))] ^= (byte)(1 << random.Next(8));
            using var answer = await service.PredictAsync(("a.bin", bytes));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode}");
        }
        Assert.Equal("ready", (await service.GetAsync("/health/ready")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_frames_and_guesses()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var path in new[] { "/", "/api/v1/model", "/api/v1/nothing", "/health/live" })
        {
            using var answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe-inline", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Huge_headers_and_many_requests_are_refused()
    {
        await using var service = await RunningService.StartAsync("--Service:Limits:RequestsPerMinute", "3");
        using var huge = new HttpRequestMessage(HttpMethod.Get, "/api/v1/model") { Headers = { { "X-Huge", new string('x', 40_000) } } };
        using var refused = await service.Client.SendAsync(huge, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
        for (var i = 0; i < 3; i++)
            await service.GetAsync("/api/v1/model");
        using var many = await service.Client.GetAsync("/api/v1/model", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(many, 429, "rate-limited");
        Assert.InRange(many.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("live", await service.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Who_sends_a_byte_now_and_then_is_cut_off()
    {
        await using var service = await RunningService.StartAsync();
        var head = await SlowlyAsync(service, "POST /api/v1/predictions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
        var body = await SlowlyAsync(service, "POST /api/v1/predictions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n");
        Assert.True(head is "" || head.Contains(" 408 "), head);
        Assert.True(body is "" || body.Contains(" 408 "), body);
    }

    private static async Task<string> SlowlyAsync(RunningService service, string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var buffer = new byte[4096];
        var answer = stream.ReadAsync(buffer, limit.Token).AsTask();
        try
        {
            while (!answer.IsCompleted)
            {
                await stream.WriteAsync("a"u8.ToArray(), limit.Token);
                await Task.Delay(1000, limit.Token);
            }
            return Encoding.ASCII.GetString(buffer, 0, await answer);
        }
        catch (IOException)
        {
            return ""; // cut off without a word
        }
    }
}
