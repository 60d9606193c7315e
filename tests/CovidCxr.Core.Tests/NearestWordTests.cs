using Xunit;

namespace CovidCxr.Core.Tests;

public sealed class NearestWordTests
{
    private static readonly string[] Known = ["optimizer", "name", "epochs", "batch", "Normal"];

    [Theory]
    [InlineData("optimiser", "optimizer")]
    [InlineData("optimzier", "optimizer")] // two neighbors swapped
    [InlineData("EPOCH", "epochs")]
    [InlineData("btach", "batch")]
    [InlineData("rate", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void A_word_with_few_slips_is_found(string word, string? expected) => Assert.Equal(expected, NearestWord.To(word, Known));

    [Fact]
    public void A_long_text_is_no_word() => Assert.Null(NearestWord.To(new string('a', 100_000), Known));
}
