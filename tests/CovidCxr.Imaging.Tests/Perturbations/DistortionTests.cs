using CovidCxr.Core;
using CovidCxr.Imaging.Perturbations;
using Xunit;

namespace CovidCxr.Imaging.Tests.Perturbations;

public class DistortionTests
{
    [Fact]
    public void Each_changes_an_image_and_keeps_its_size_and_range()
    {
        foreach (var distortion in Distortion.All)
        {
            var image = Square();
            var changed = distortion.Apply(image);
            Assert.Equal((40, 40), (changed.Width, changed.Height));
            Assert.Equal(Square().Pixels, image.Pixels); // the image itself is not changed
            Assert.NotEqual(image.Pixels, changed.Pixels);
            Assert.All(changed.Pixels, v => Assert.InRange(v, 0, 1));
        }
        Assert.Equal(Distortion.All.Count, Distortion.All.Select(d => d.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("wide", 24, 20)]
    [InlineData("tall", 20, 24)]
    [InlineData("small", 17, 17)]
    [InlineData("large", 23, 23)]
    public void A_square_of_20_pixels_becomes_as_wide_and_high_as_said(string name, int width, int height)
    {
        var changed = Distortion.All.Single(d => d.Name == name).Apply(Square());
        Assert.Equal(width, Enumerable.Range(0, 40).Sum(x => (changed[x, 20] - 0.2f) / 0.6f), 0.2);
        Assert.Equal(height, Enumerable.Range(0, 40).Sum(y => (changed[20, y] - 0.2f) / 0.6f), 0.2);
    }

    [Theory]
    [InlineData("dark", 0.0894, 0.7155)]
    [InlineData("light", 0.3402, 0.8611)]
    [InlineData("flat", 0.32, 0.68)]
    [InlineData("hard", 0.05, 0.95)]
    [InlineData("blurred", 0.2, 0.8)]
    public void Gray_values_are_as_said(string name, double background, double square)
    {
        var changed = Distortion.All.Single(d => d.Name == name).Apply(Square());
        Assert.Equal(background, changed[2, 2], 1e-3);
        Assert.Equal(square, changed[20, 20], 1e-3);
    }

    [Fact]
    public void Blurring_8_bit_values_gives_the_nearest_bytes_of_the_exact_mean()
    {
        // Twice the mean of 3 x 3 bytes is a multiple of 1/81 and never half way between two bytes, so that the result does not depend on
        // the order of the sums.
        var bytes = new byte[40 * 30];
        new Random(1).NextBytes(bytes);
        var blurred = Distortion.All.Single(d => d.Name == "blurred").Apply(GrayImage.FromBytes(40, 30, bytes)).ToBytes();
        int At(int x, int y) => bytes[(Math.Clamp(y, 0, 29) * 40) + Math.Clamp(x, 0, 39)];
        int Sum(int x, int y) => Around(Math.Clamp(x, 0, 39), Math.Clamp(y, 0, 29), At);
        for (var y = 0; y < 30; y++)
            for (var x = 0; x < 40; x++)
                Assert.Equal((int)Math.Round(Around(x, y, Sum) / 81.0), blurred[(y * 40) + x]);
    }

    private static int Around(int x, int y, Func<int, int, int> at) =>
        Enumerable.Range(0, 9).Sum(i => at(x - 1 + (i % 3), y - 1 + (i / 3)));

    /// <summary>A square of 20 pixels at 0.8 on 0.2.</summary>
    private static GrayImage Square()
    {
        var image = new GrayImage(40, 40);
        for (var y = 0; y < 40; y++)
            for (var x = 0; x < 40; x++)
                image[x, y] = x is >= 10 and < 30 && y is >= 10 and < 30 ? 0.8f : 0.2f;
        return image;
    }
}
