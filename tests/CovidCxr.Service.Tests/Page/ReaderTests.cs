using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CovidCxr.Service.Tests.Page;

/// <summary>What a reader does beyond looking: judge, search, set the prevalence, print, sign in, and meet errors.</summary>
public sealed class ReaderTests
{
    [Fact]
    public async Task A_reading_is_kept_and_its_note_is_shown_as_text()
    {
        const string Note = "<img src=x onerror=\"document.title='run'\"> <script>document.title='run'</script>";
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.png", Drawn.Png);
        var result = (await page.Service.GetAsync("/api/v1/results")).GetProperty("results")[0];
        var other = result.GetProperty("class").GetString() == "Pneumonia" ? "Normal" : "Pneumonia";

        await page.Page.ClickAsync("#feedback [type=submit]");
        await Expect(page.Page.Locator("#feedback .error")).ToBeVisibleAsync(); // nothing chosen

        await page.Page.CheckAsync("#feedback input[value='other-class']", new() { Force = true });
        await page.Page.SelectOptionAsync("#other-class", other);
        await page.Page.FillAsync("#note", Note);
        await page.Page.ClickAsync("#feedback [type=submit]");
        await Expect(page.Page.Locator(".earlier .note")).ToContainTextAsync("<script>");
        await Expect(page.Page.Locator(".group[data-urgency=read] .case")).ToHaveCountAsync(1);
        Assert.Equal("CovidCxr reading page", await page.Page.TitleAsync());

        var kept = await page.Service.GetAsync($"/api/v1/results/{result.GetProperty("id").GetString()}/feedback");
        Assert.Equal(1, kept.GetArrayLength());
        string? Kept(string name) => kept[0].GetProperty(name).GetString();
        Assert.Equal(("other-class", other, Note), (Kept("verdict"), Kept("class"), Kept("note")));
    }

    [Fact]
    public async Task Earlier_results_are_found_by_reading_opened_and_exported()
    {
        await using var page = await ReadingPage.OpenAsync();
        var first = await page.Service.PredictOneAsync(Drawn.Png, "first.png");
        await page.Service.PredictOneAsync(Drawn.OtherPng, "second.png");
        using var verdict = new StringContent("""{"verdict":"agree"}""", null, "application/json");
        using var answer = await page.Service.Client.PostAsync(
            $"/api/v1/results/{first.GetProperty("id").GetString()}/feedback", verdict, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        await page.Page.Keyboard.PressAsync("e");
        var rows = page.Page.Locator("#search-dialog tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        Assert.Empty(await page.ViolationsAsync());
        await page.Page.SelectOptionAsync("#search-verdict", "agree");
        await page.Page.ClickAsync("#search-dialog .filters [type=submit]");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync("first.png");

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("text=Export as CSV"));
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("file,class,", csv);
        Assert.Contains(first.GetProperty("id").GetString()!, csv);

        await page.Page.FillAsync("#search-to", "2001-01-01");
        await page.Page.ClickAsync("#search-dialog .filters [type=submit]");
        await Expect(page.Page.Locator("#search-dialog [role=status]")).ToHaveTextAsync("No result matches.");
        await page.Page.FillAsync("#search-to", "");
        await page.Page.ClickAsync("#search-dialog .filters [type=submit]");
        await page.Page.ClickAsync("#search-dialog button.link");
        await page.WaitForPictureAsync("first.png");
        await Expect(page.Page.Locator("#class")).ToHaveTextAsync(first.GetProperty("class").GetString()!);
    }

    [Fact]
    public async Task The_prevalence_moves_the_predictive_values()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.png", Drawn.Png);
        await page.Page.ClickAsync("#prevalence-block summary");
        await page.Page.FillAsync("#prevalence", "0");
        await page.Page.PressAsync("#prevalence", "Enter");
        await Expect(page.Page.Locator("#prevalence-block .error")).ToBeVisibleAsync();

        await page.Page.FillAsync("#prevalence", "2");
        await page.Page.PressAsync("#prevalence", "Enter");
        var id = (await page.Service.GetAsync("/api/v1/results")).GetProperty("results")[0].GetProperty("id").GetString();
        var at = (await page.Service.GetAsync($"/api/v1/results/{id}?prevalence=0.02")).GetProperty("at_prevalence");
        var ppv = Math.Round(100 * at.GetProperty("predictive_values")[0].GetProperty("ppv").GetDouble(), 1);
        await Expect(page.Page.Locator("#predictive-values li").First)
            .ToContainTextAsync(FormattableString.Invariant($"{ppv:0.#} have COVID-19 (PPV)"));

        // It holds for the next picture too.
        await page.OpenFilesAsync(("lobe.png", Drawn.OtherPng));
        await page.WaitForPictureAsync("lobe.png");
        await Expect(page.Page.Locator("#predictive-values li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_cannot_be_read_says_why_and_a_busy_service_is_asked_again()
    {
        await using var page = await ReadingPage.OpenAsync();
        var busy = 2;
        await page.Page.RouteAsync("**/api/v1/predictions*", async route =>
        {
            if (busy-- > 0)
                await route.FulfillAsync(new()
                {
                    Status = 503,
                    ContentType = "application/problem+json",
                    Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
                    Body = """{"type":"urn:covidcxr:problem:overloaded","status":503,"detail":"more files wait"}""",
                });
            else
                await route.ContinueAsync();
        });
        await page.ReadAsync("chest.png", Drawn.Png);
        Assert.True(busy < 0);

        await page.OpenFilesAsync(("page.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'/>"u8.ToArray()));
        await Expect(page.Page.Locator(".box.failed")).ToContainTextAsync("page.png");
        await Expect(page.Page.Locator(".group[data-urgency=failed] .case")).ToHaveCountAsync(1);
        Assert.Empty(await page.ViolationsAsync());
        await page.PictureAsync("error");

        await page.Page.UnrouteAllAsync();
        await page.Page.RouteAsync("**/api/v1/predictions*", route => route.AbortAsync());
        await page.OpenFilesAsync(("lobe.png", Drawn.OtherPng));
        await Expect(page.Page.Locator(".box.failed")).ToContainTextAsync("does not answer");
        await page.Page.UnrouteAllAsync();
        await page.Page.ClickAsync("text=Try again");
        await page.Page.WaitForSelectorAsync("#class");
    }

    [Fact]
    public async Task A_picture_that_is_no_longer_kept_leaves_its_result()
    {
        await using var page = await ReadingPage.OpenAsync(
            settings: ["--Service:Retention:Pictures", "00:00:00", "--Service:Retention:LabeledPictures", "00:00:00"]);
        await page.ReadAsync("chest.png", Drawn.Png); // from its own file
        await page.Page.Keyboard.PressAsync("Space");
        await Expect(page.Page.Locator(".message")).ToContainTextAsync("No heat map");
        await page.Page.ClickAsync("#clear");
        await page.Page.Keyboard.PressAsync("e");
        await page.Page.ClickAsync("#search-dialog button.link");
        await Expect(page.Page.Locator(".message")).ToHaveTextAsync("The picture is no longer kept. Its result is.");
        await Expect(page.Page.Locator("#class")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_service_that_wants_a_key_asks_for_it()
    {
        await using var page = await ReadingPage.OpenSignedOutAsync();
        await page.Page.FillAsync("#api-key", "wrong");
        await page.Page.ClickAsync("#signin-dialog [type=submit]");
        await Expect(page.Page.Locator("#signin-dialog .error")).ToHaveTextAsync("The service did not take this key.");
        Assert.Empty(await page.ViolationsAsync());
        await page.Page.FillAsync("#api-key", page.Service.Token!);
        await page.Page.ClickAsync("#signin-dialog [type=submit]");
        await Expect(page.Page.Locator("#signin-dialog")).ToHaveCountAsync(0);
        await page.ReadAsync("chest.png", Drawn.Png);
        await Expect(page.Page.Locator(".case .thumbnail")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_printed_page_has_the_picture_and_the_result_and_no_controls()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.png", Drawn.Png);
        await page.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Page.Locator(".print-picture canvas")).ToBeVisibleAsync();
        Assert.InRange(await page.MeanAsync(".print-picture canvas"), 30, 220);
        await Expect(page.Page.Locator("#class")).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".notice")).ToBeVisibleAsync();
        foreach (var hidden in new[] { ".toolbar", ".worklist", "#feedback form", ".top-actions" })
            await Expect(page.Page.Locator(hidden)).ToBeHiddenAsync();
        await page.PictureAsync("print");
    }

    [Fact]
    public async Task A_deleted_result_is_gone()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.ReadAsync("chest.png", Drawn.Png);
        page.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.Page.ClickAsync("text=Delete result");
        await Expect(page.Page.Locator(".case")).ToHaveCountAsync(0);
        await Expect(page.Page.Locator(".drop-title")).ToBeVisibleAsync();
        Assert.Equal(0, (await page.Service.GetAsync("/api/v1/results")).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task The_model_says_what_it_is_and_how_it_did_across_sources()
    {
        await using var page = await ReadingPage.OpenAsync();
        await page.Page.ClickAsync("#open-model");
        var dialog = page.Page.Locator("#model-dialog");
        var model = await page.Service.GetAsync("/api/v1/model");
        await Expect(dialog).ToContainTextAsync(model.GetProperty("model").GetString()!);
        await Expect(dialog).ToContainTextAsync(new Regex("Across sources"));
        await Expect(dialog).ToContainTextAsync(model.GetProperty("card").GetProperty("intended_use").GetString()!);
        await page.PictureAsync("model");
        Assert.Empty(await page.ViolationsAsync());
    }
}
