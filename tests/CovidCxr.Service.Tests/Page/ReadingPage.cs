using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace CovidCxr.Service.Tests.Page;

/// <summary>The page in a browser of its own, with a service of its own; ends with a check that nothing went wrong unseen.</summary>
public sealed partial class ReadingPage : IAsyncDisposable
{
    /// <summary>Where Debian has its browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    private const int Wait = 60_000; // the machine may be busy

    private readonly RunningService service;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly List<string> faults = [];

    private ReadingPage(RunningService service, IPlaywright playwright, IBrowser browser, IPage page)
    {
        (this.service, this.playwright, this.browser, Page) = (service, playwright, browser, page);
        page.SetDefaultTimeout(Wait);
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            // A request that the service refuses is logged by the browser; what breaks the content security policy is an error too.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                faults.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            Requests.Add(request.Url);
            if (!request.Url.StartsWith(service.Client.BaseAddress!.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                faults.Add($"asked elsewhere: {request.Url}");
        };
    }

    /// <summary>The browser's page.</summary>
    public IPage Page { get; }

    /// <summary>The service.</summary>
    public RunningService Service => service;

    /// <summary>All addresses that were asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens the page; skips the test where there is no browser or the page was not built.</summary>
    /// <param name="change">Changes the browser's context.</param>
    /// <param name="arguments">Of the browser.</param>
    /// <param name="settings">Of the service.</param>
    public static async Task<ReadingPage> OpenAsync(
        Action<BrowserNewContextOptions>? change = null, string[]? arguments = null, string[]? settings = null)
    {
        var page = await StartAsync(() => RunningService.StartAsync(settings ?? []), change, arguments ?? []);
        await page.Page.GotoAsync("/");
        await page.Page.WaitForSelectorAsync("html[data-ready=true]", new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static async Task<ReadingPage> StartAsync(
        Func<Task<RunningService>> start, Action<BrowserNewContextOptions>? change, string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing (apt-get install chromium)");
        var index = Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html");
        Assert.SkipUnless(File.Exists(index), "the page was not built (Node is missing)");
        var service = await start();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", .. arguments], // root has no sandbox; the pages are the product's own
        });
        var options = new BrowserNewContextOptions
        {
            BaseURL = service.Client.BaseAddress!.ToString(),
            Locale = "en-GB",
            ViewportSize = new() { Width = 1440, Height = 860 },
        };
        change?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        return new ReadingPage(service, playwright, browser, await context.NewPageAsync());
    }

    /// <summary>Opens the page of a service that wants the key of <see cref="RunningService.Token"/>.</summary>
    public static async Task<ReadingPage> OpenSignedOutAsync()
    {
        var page = await StartAsync(() => RunningService.StartSignedInAsync("predict,read,delete"), null, []);
        await page.Page.GotoAsync("/");
        return page;
    }

    /// <summary>Opens files as the file dialog would.</summary>
    public Task OpenFilesAsync(params IEnumerable<(string Name, byte[] Bytes)> files) => Page.SetInputFilesAsync(
        "#files", files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Bytes }));

    /// <summary>Opens one file and waits for its picture and its result.</summary>
    public async Task ReadAsync(string name, byte[] bytes)
    {
        await OpenFilesAsync((name, bytes));
        await WaitForPictureAsync(name);
        await Page.WaitForSelectorAsync("#class");
    }

    /// <summary>Waits until a picture is drawn.</summary>
    public async Task WaitForPictureAsync(string name)
    {
        await Page.WaitForSelectorAsync("""#viewport[aria-label*="X-ray"]""");
        await Assertions.Expect(Page.Locator(".corner.top")).ToHaveTextAsync(name);
        await Page.WaitForSelectorAsync(".stage[data-loaded=true]");
        await Assertions.Expect(Page.Locator(".corner").Last).ToHaveTextAsync(new Regex("^W "));
    }

    /// <summary>Window width and level as the corner of the picture says.</summary>
    public async Task<(double Width, double Level)> WindowAsync()
    {
        var match = WindowText().Match((await Page.Locator(".corner").Last.TextContentAsync())!.Replace(",", "", StringComparison.Ordinal));
        return (double.Parse(match.Groups[1].Value), double.Parse(match.Groups[2].Value));
    }

    /// <summary>The mean gray of the drawn picture, 0 to 255, of a part of it.</summary>
    /// <param name="selector">The canvas.</param>
    /// <param name="part">From left, top, right, bottom, 0 to 1.</param>
    public Task<double> MeanAsync(
        string selector = "#viewport .cornerstone-canvas", string part = "[0.3, 0.1, 0.7, 0.9]") => Page.EvaluateAsync<double>(
        $$"""
        () => {
          const canvas = document.querySelector('{{selector}}'), [a, b, c, d] = {{part}};
          const [x, y, w, h] = [a * canvas.width, b * canvas.height, (c - a) * canvas.width, (d - b) * canvas.height].map(Math.round);
          const data = canvas.getContext('2d').getImageData(x, y, w, h).data;
          let sum = 0;
          for (let i = 0; i < data.length; i += 4) sum += data[i];
          return sum / (data.length / 4);
        }
        """);

    /// <summary>How much of the overlay is painted, 0 to 1.</summary>
    public Task<double> PaintedAsync() => Page.EvaluateAsync<double>(
        """
        () => {
          const canvas = document.querySelector('#viewport .overlay');
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let painted = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i] > 8) painted++;
          return painted / (data.length / 4);
        }
        """);

    /// <summary>Two frames later: what a key or a click changes is drawn in the next one.</summary>
    public Task DrawnAsync() =>
        Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");

    /// <summary>Violations that axe-core finds, one line each; none is right.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Axe(), TestContext.Current.CancellationToken));
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`))
            """);
    }

    /// <summary>Keeps a picture of the page where <c>PAGE_PICTURES</c> names a folder; for docs/images, and to look at.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
        await service.DisposeAsync();
        Assert.Empty(faults);
    }

    private static string Axe()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CovidCxr.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository's root");
        return Path.Combine(folder.FullName, "web", "node_modules", "axe-core", "axe.min.js");
    }

    [GeneratedRegex(@"^W (-?[\d.]+)\s+L (-?[\d.]+)")]
    private static partial Regex WindowText();
}
