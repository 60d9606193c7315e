using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CovidCxr.Service.Tests.Page;

/// <summary>Pictures come onto the page and are shown with all their bits; tools change what is seen, with WebGL and without.</summary>
public sealed class PictureTests
{
    private const string Canvas = "#viewport .cornerstone-canvas";
    private const string Sum =
        "() => { const c = document.querySelector('#viewport .overlay'); let s = 0; "
        + "for (const v of c.getContext('2d').getImageData(0, 0, c.width, c.height).data) s += v; return s }";
    private const string LeftPart = "[0.2, 0.3, 0.35, 0.7]", RightPart = "[0.65, 0.3, 0.8, 0.7]";

    [Fact]
    public async Task Dropped_pictures_are_shown_and_listed_with_what_the_service_says()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.Page.EvaluateAsync(
            """
            files => {
              const data = new DataTransfer();
              for (const [name, base64] of files) data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name));
              document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """,
            new[]
            {
                new[] { "chest.png", Convert.ToBase64String(Drawn.Png) },
                ["lobe.png", Convert.ToBase64String(Drawn.OtherPng)],
                [".DS_Store", ""],
            });

        await page.WaitForPictureAsync("chest.png");
        await Expect(page.Page.Locator(".case .thumbnail:visible")).ToHaveCountAsync(2);
        var kept = (await page.Service.GetAsync("/api/v1/results")).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(2, kept.Count); // .DS_Store was left out
        var result = kept.Single(each => each.GetProperty("file").GetString() == "chest.png");
        await Expect(page.Page.Locator("#class")).ToHaveTextAsync(result.GetProperty("class").GetString()!);
        await Expect(page.Page.Locator("#refer")).ToHaveCountAsync(result.GetProperty("refer").GetBoolean() ? 1 : 0);
        foreach (var reason in result.GetProperty("reasons").EnumerateArray())
            await Expect(page.Page.Locator($"[data-reason='{reason.GetString()}']")).ToBeVisibleAsync();
        await page.PictureAsync("dark");
    }

    [Fact]
    public async Task A_folder_is_searched_to_any_depth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ward/chest.png", Drawn.Png);
        folder.Write("ward/monday/lobe.png", Drawn.OtherPng);
        folder.Write("ward/Thumbs.db", []);
        await using var page = await ReadingPage.OpenAsync();
        await page.Page.SetInputFilesAsync("#folder", folder["ward"]);
        await Expect(page.Page.Locator(".case .thumbnail:visible")).ToHaveCountAsync(2);
        await Expect(page.Page.Locator(".case-name[title='ward/monday/lobe.png']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_pasted_picture_is_read()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.Page.EvaluateAsync(
            """
            base64 => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
              document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
            }
            """, Convert.ToBase64String(Drawn.Png));
        await Expect(page.Page.Locator(".corner.top")).ToContainTextAsync("pasted-");
        await page.Page.WaitForSelectorAsync("#class");
    }

    [Theory]
    [InlineData("webgl")]
    [InlineData("cpu")]
    public async Task Dragging_presets_keys_and_buttons_change_the_picture_and_reset_brings_it_back(string rendering)
    {
        string[] arguments = rendering == "cpu" ? ["--disable-3d-apis"] : ["--enable-unsafe-swiftshader"];
        await using var page = await ReadingPage.OpenAsync(arguments: arguments);
        Assert.Equal(rendering, await page.Page.GetAttributeAsync("html", "data-rendering"));
        await page.ReadAsync("chest.png", Drawn.Png);
        var (start, window) = (await page.MeanAsync(), await page.WindowAsync());
        Assert.InRange(start, 30, 220);

        await DragAsync(page, 60, 0);
        Assert.NotEqual(window.Width, (await page.WindowAsync()).Width);
        Assert.Equal(window.Level, (await page.WindowAsync()).Level, 1.0);

        await page.Page.Keyboard.PressAsync("0");
        await page.Page.SelectOptionAsync("#preset", "lungs");
        await page.DrawnAsync();
        Assert.True(await page.MeanAsync() > start + 5, "a window of the lungs is brighter");

        await page.Page.ClickAsync("[data-tool=reset]");
        await page.DrawnAsync();
        Assert.Equal(start, await page.MeanAsync(), 1.0);

        await page.Page.ClickAsync("[data-tool=invert]");
        await page.DrawnAsync();
        Assert.Equal(255 - start, await page.MeanAsync(), 6.0);
        await page.Page.ClickAsync("[data-tool=invert]");

        await page.Page.ClickAsync("[data-tool=rotate]");
        await page.DrawnAsync();
        // What was below, the dense abdomen, is now on the left.
        Assert.True(await page.MeanAsync(Canvas, LeftPart) > await page.MeanAsync(Canvas, RightPart) + 10, "turned clockwise");
        await page.Page.ClickAsync("[data-tool=reset]");

        await page.Page.Keyboard.PressAsync("p");
        await DragAsync(page, 200, 0);
        await page.DrawnAsync();
        Assert.True(Math.Abs(await page.MeanAsync(Canvas, LeftPart) - await page.MeanAsync(Canvas, RightPart)) > 10, "moved to the right");
        await page.Page.Keyboard.PressAsync("f");
        await page.DrawnAsync();
        Assert.Equal(start, await page.MeanAsync(), 1.0);

        await page.Page.Keyboard.PressAsync("m");
        var box = (await page.Page.Locator("#viewport").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.DownAsync();
        await Expect(page.Page.Locator(".magnifyTool canvas")).ToBeVisibleAsync();
        await page.Page.Mouse.UpAsync();
        await Expect(page.Page.Locator(".magnifyTool")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dicom_is_decoded_in_the_browser_with_all_bits_and_its_own_window()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.dcm", Drawn.Dicom);
        Assert.Equal((9000, 6000), await page.WindowAsync());
        var wide = await page.MeanAsync();

        // A preset is found in the picture's own numbers, which 8 bits do not hold.
        await page.Page.SelectOptionAsync("#preset", "mediastinum");
        await page.DrawnAsync();
        Assert.True((await page.WindowAsync()).Width is > 256 and < 9000);
        Assert.NotEqual(wide, await page.MeanAsync(), 2.0);
        Assert.DoesNotContain(page.Requests, url => url.EndsWith("/image", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jpeg_lossless_is_decoded_in_the_browser_under_the_strict_policy()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("lossless.dcm", Drawn.LosslessDicom);
        Assert.InRange(await page.MeanAsync(), 30, 220);
        Assert.DoesNotContain(page.Requests, url => url.EndsWith("/image", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_16_bit_png_keeps_its_bits()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest16.png", Drawn.Png16);
        Assert.Equal((4096, 2048), await page.WindowAsync());
        Assert.InRange(await page.MeanAsync(), 30, 220);
    }

    [Fact]
    public async Task Heat_maps_lungs_and_the_original_come_beside_it()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("lobe.png", Drawn.OtherPng);
        var overlay = page.Page.Locator("#viewport .overlay");
        Assert.Equal(0, await page.PaintedAsync());

        await page.Page.Keyboard.PressAsync("Space");
        await Expect(overlay).ToHaveAttributeAsync("data-heatmap", "true");
        Assert.True(await page.PaintedAsync() > 0.02);
        var plain = await SumAsync(page);

        await page.Page.Keyboard.PressAsync("1");
        await Expect(page.Page.Locator(".legend")).ToContainTextAsync("COVID-19");
        await page.Page.WaitForFunctionAsync($"before => ({Sum})() !== before", plain);

        await page.Page.Locator("#opacity").FillAsync("5");
        await page.DrawnAsync();
        Assert.True(await SumAsync(page) < plain / 2, "fainter");
        await page.Page.Locator("#opacity").FillAsync("60");

        await page.Page.ClickAsync("#lungs");
        await Expect(overlay).ToHaveAttributeAsync("data-lungs", "true");
        await page.PictureAsync("heatmap");
        await page.Page.ClickAsync("#compare");
        await Expect(page.Page.Locator("#original .cornerstone-canvas")).ToBeVisibleAsync();
        await page.DrawnAsync();
        Assert.Equal(await page.MeanAsync(), await page.MeanAsync("#original .cornerstone-canvas"), 3.0);
        await page.PictureAsync("compare");

        // The space bar still means the heat map after a click elsewhere.
        await page.Page.Keyboard.PressAsync("Space");
        await Expect(overlay).ToHaveAttributeAsync("data-heatmap", "false");
        await page.Page.ClickAsync("#compare");
        await Expect(page.Page.Locator("#original")).ToBeHiddenAsync();
    }

    private static async Task DragAsync(ReadingPage page, int x, int y)
    {
        var box = (await page.Page.Locator("#viewport").BoundingBoxAsync())!;
        var (left, top) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.MoveAsync(left, top);
        await page.Page.Mouse.DownAsync();
        for (var step = 1; step <= 5; step++)
        {
            await page.Page.Mouse.MoveAsync(left + (x * step / 5f), top + (y * step / 5f));
            await page.DrawnAsync();
        }
        await page.Page.Mouse.UpAsync();
        await page.DrawnAsync();
    }

    private static Task<double> SumAsync(ReadingPage page) => page.Page.EvaluateAsync<double>(Sum);
}
