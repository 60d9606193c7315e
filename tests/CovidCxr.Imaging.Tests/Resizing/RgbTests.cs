using CovidCxr.Imaging.Resizing;
using Xunit;

namespace CovidCxr.Imaging.Tests.Resizing;

public sealed class RgbTests
{
    /// <summary>The lengths lie around multiples of the vector length.</summary>
    [Fact]
    public void A_row_is_gray_only_if_every_pixel_is()
    {
        for (var length = 0; length < 70; length++)
        {
            var row = Enumerable.Range(0, length).Select(i => new Rgb((byte)i, (byte)i, (byte)i)).ToArray();
            Assert.True(Rgb.AreGray(row));
            for (var i = 0; i < length; i++)
                foreach (var other in new[] { row[i] with { Red = 200 }, row[i] with { Green = 200 }, row[i] with { Blue = 200 } })
                {
                    var changed = row.ToArray();
                    changed[i] = other;
                    Assert.False(Rgb.AreGray(changed), $"{other} at {i} of {length}");
                }
        }
    }
}
