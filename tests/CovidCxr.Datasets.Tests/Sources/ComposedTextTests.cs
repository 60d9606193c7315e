using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class ComposedTextTests
{
    [Theory]
    [InlineData("x-ray.png", "x-ray.png")]
    [InlineData("re\u0301sume\u0301", "r\u00e9sum\u00e9")]
    [InlineData("Mu\u0308ller", "M\u00fcller")]
    [InlineData("e\u0302\u0301", "\u1ebf")] // circumflex, then acute, as in Vietnamese
    [InlineData("\u0438\u0306", "\u0439")] // Cyrillic
    [InlineData("\u304b\u3099", "\u304c")] // kana
    [InlineData("\u1112\u1161\u11ab", "\ud55c")] // Korean
    [InlineData("\u1100\u1161", "\uac00")]
    [InlineData("q\u0301", "q\u0301")] // no letter of its own
    [InlineData("\u0301a", "\u0301a")]
    public void Letters_and_accents_become_one(string written, string composed)
    {
        Assert.Equal(composed, ComposedText.Of(written));
        Assert.Equal(composed, ComposedText.Of(composed));
    }
}
