using System.Security.Cryptography;
using CovidCxr.Core.Images;
using Xunit;

namespace CovidCxr.Core.Tests.Images;

public class ChestPhantomTests
{
    // A model file's self-test rests on these pixels; whoever changes the drawing exports the shipped model anew.
    [Fact]
    public void Is_the_same_everywhere() =>
        Assert.Equal("fab36c14316dc558205723b2b2c9d9701e4e9003aa7f098043393f650437ce4f", Convert.ToHexStringLower(SHA256.HashData(ChestPhantom.Draw(80, 80))));

    [Fact]
    public void Has_dark_lungs_a_bright_spine_and_air_around()
    {
        var pixels = ChestPhantom.Draw(100, 120);
        Assert.Equal(12_000, pixels.Length);
        double Around(int x, int y)
        {
            var sum = 0.0;
            for (var dy = -3; dy < 3; dy++)
                for (var dx = -3; dx < 3; dx++)
                    sum += pixels[((y + dy) * 100) + x + dx] / 36.0;
            return sum;
        }
        var (air, lung, spine) = (Around(3, 5), Around(29, 58), Around(50, 30));
        Assert.True(air < lung && lung < spine - 60, $"air {air}, lung {lung}, spine {spine}");
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void A_size_that_is_none_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChestPhantom.Draw(width, height));
}
