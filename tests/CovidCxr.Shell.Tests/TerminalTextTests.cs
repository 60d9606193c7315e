using Xunit;

namespace CovidCxr.Shell.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("für 肺 🫁 é.png", "für 肺 🫁 é.png")]
    [InlineData("a\e[2Jb", @"a\x1B[2Jb")]
    [InlineData("a\nNormal  100 %", @"a\nNormal  100 %")]
    [InlineData("a\r\tb\0", @"a\r\tb\x00")]
    [InlineData("gpj.\u202Etxt", @"gpj.\u202Etxt")]
    [InlineData("a\u2066b\u200Fc\uFEFFd\u2028e", @"a\u2066b\u200Fc\uFEFFd\u2028e")]
    [InlineData("a\u009B2Jb", @"a\x9B2Jb")]
    public void Nothing_in_a_text_moves_the_cursor_or_forges_a_row(string text, string shown) => Assert.Equal(shown, TerminalText.Of(text));

    // No attribute can hold half a letter.
    [Fact]
    public void A_byte_that_is_not_utf8_is_shown_by_its_number() => Assert.Equal(@"caf\xE9.png", TerminalText.Of("caf\uDCE9.png"));

    [Fact]
    public void The_words_of_the_command_line_keep_their_bytes() => Assert.Equal(
        ["predict", "caf\uDCE9.png"],
        CommandWords.Exact(["predict", "caf\uFFFD.png"], [.. "dotnet\0covidcxr.dll\0predict\0caf"u8, 0xE9, .. ".png\0"u8]));
}
