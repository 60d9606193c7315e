using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CovidCxr.Service.Tests.Page;

/// <summary>Keyboard, screen reader, light and dark, German, a phone: axe-core finds no violation in any of them.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.OpenFilesAsync(("chest.png", Drawn.Png), ("lobe.png", Drawn.OtherPng));
        await page.WaitForPictureAsync("chest.png");
        await Expect(page.Page.Locator(".case .thumbnail:visible")).ToHaveCountAsync(2);
        var names = await page.Page.Locator(".case-name").AllTextContentsAsync();
        var current = page.Page.Locator(".case[aria-current=true] .case-name");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(current).ToHaveTextAsync(names[0]);
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(current).ToHaveTextAsync(names[1]);
        await page.WaitForPictureAsync(names[1]);

        await page.Page.FocusAsync("#viewport");
        var before = await page.WindowAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.DrawnAsync();
        Assert.True((await page.WindowAsync()).Width > before.Width);
        await page.Page.Keyboard.PressAsync("ArrowDown"); // moves the picture now, not the list
        await Expect(current).ToHaveTextAsync(names[1]);

        await page.Page.Keyboard.PressAsync("?");
        await Expect(page.Page.Locator("#help-dialog")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator("#help-dialog")).ToHaveCountAsync(0);
        await Expect(page.Page.Locator("#viewport")).ToBeFocusedAsync();

        // What is typed into a note is no command.
        await page.Page.FocusAsync("#note");
        await page.Page.Keyboard.TypeAsync("i r 0 l s e");
        await Expect(page.Page.Locator("#note")).ToHaveValueAsync("i r 0 l s e");
        Assert.Equal("false", await page.Page.GetAttributeAsync("#lungs", "aria-pressed"));
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Nothing_stands_in_the_way_of_a_screen_reader(string theme)
    {
        await using var page = await ReadingPage.OpenAsync();
        Assert.Equal("dark", await page.Page.GetAttributeAsync("html", "data-theme"));
        if (theme == "light")
            await page.Page.ClickAsync("#open-theme");
        Assert.Empty(await page.ViolationsAsync());
        await page.ReadAsync("chest.png", Drawn.Png);
        await page.Page.Keyboard.PressAsync("Space");
        await page.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Empty(await page.ViolationsAsync());
        await page.PictureAsync(theme == "light" ? "light" : "details");
        Assert.Contains("chest.png", await page.Page.TextContentAsync("#live") + await page.Page.TextContentAsync(".file-name"));
    }

    [Fact]
    public async Task German_is_complete_and_stays()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.png", Drawn.Png);
        await page.Page.ClickAsync("#language");
        await Expect(page.Page.Locator("h2").First).ToHaveTextAsync("Arbeitsliste");
        Assert.Equal("de", await page.Page.GetAttributeAsync("html", "lang"));
        await page.PictureAsync("german");
        var text = await page.Page.EvaluateAsync<string>("() => document.body.innerText");
        foreach (var english in new[] { "Heat map", "Opacity", "A person", "Worklist", "Print", "Agree" })
            Assert.DoesNotContain(english, text);
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("h2").First).ToHaveTextAsync("Arbeitsliste");
    }

    [Fact]
    public async Task A_phone_shows_picture_and_result_without_scrolling_sideways()
    {
        await using var page = await ReadingPage.OpenAsync(options =>
        {
            options.ViewportSize = new() { Width = 390, Height = 844 };
            options.IsMobile = true;
            options.HasTouch = true;
        });
        await page.ReadAsync("chest.png", Drawn.Png);
        var (width, height) = (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"),
            await page.Page.EvaluateAsync<int>("() => document.querySelector('#viewport').clientHeight"));
        Assert.Equal(390, width);
        Assert.True(height > 300, $"{height}");
        await page.Page.TapAsync("#heatmap");
        await Expect(page.Page.Locator("#viewport .overlay")).ToHaveAttributeAsync("data-heatmap", "true");
        Assert.Empty(await page.ViolationsAsync());
        await page.PictureAsync("phone");
        await page.Page.Locator("#class").ScrollIntoViewIfNeededAsync();
        await page.PictureAsync("phone-result");
    }
}
