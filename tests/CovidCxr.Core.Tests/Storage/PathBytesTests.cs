using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public sealed class PathBytesTests
{
    [Theory]
    [InlineData("caf\xE9.png")] // as Latin-1 has it
    [InlineData("\x80\xFF")]
    [InlineData("a\xC3")] // half a letter
    [InlineData("plain.png")]
    public void Bytes_that_are_not_UTF8_come_back_as_they_were(string latin1)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(latin1);
        var path = PathBytes.Decode(bytes);
        Assert.Equal([.. bytes, 0], PathBytes.Encode(path));
    }

    [Fact]
    public void They_are_shown_as_numbers_and_other_names_as_they_are()
    {
        Assert.Equal(@"caf\xE9.png", PathBytes.Show(PathBytes.Decode("caf\xE9.png"u8[..3].ToArray().Concat([(byte)0xE9])
            .Concat(".png"u8.ToArray()).ToArray())));
        Assert.Equal("für 肺 🫁.png", PathBytes.Show(PathBytes.Decode("für 肺 🫁.png"u8)));
        Assert.Equal([.. "für 肺 🫁.png"u8, 0], PathBytes.Encode(PathBytes.Decode("für 肺 🫁.png"u8)));
    }
}
