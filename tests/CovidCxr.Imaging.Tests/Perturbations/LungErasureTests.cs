using CovidCxr.Core;
using CovidCxr.Imaging.Formats;
using CovidCxr.Imaging.Perturbations;
using Xunit;

namespace CovidCxr.Imaging.Tests.Perturbations;

public class LungErasureTests
{
    private const int Side = 20;

    private static readonly GrayImage Image = GrayImage.FromBytes(Side, Side, SyntheticXRay.Pixels(3, Side, Side));

    private static readonly LungMask Mask =
        new([.. Enumerable.Range(0, Side * Side).Select(i => i % Side is > 4 and < 15 && i / Side is > 4 and < 15)], Side);

    [Fact]
    public void Erasing_leaves_one_gray_value_in_the_mask_and_everything_else()
    {
        var erased = LungErasure.Erased(Image, Mask);
        var beside = Enumerable.Range(0, Side * Side).Where(i => !Mask.Inside[i]).ToList();

        Assert.All(beside, i => Assert.Equal(Image.Pixels[i], erased.Pixels[i]));
        Assert.Single(Enumerable.Range(0, Side * Side).Where(i => Mask.Inside[i]).Select(i => erased.Pixels[i]).Distinct());
        Assert.Equal(beside.Average(i => Image.Pixels[i]), erased.Pixels[(10 * Side) + 10], 4);
    }

    [Fact]
    public void Keeping_is_the_reverse_of_erasing()
    {
        var kept = LungErasure.Kept(Image, Mask);

        for (var i = 0; i < Side * Side; i++)
            if (Mask.Inside[i])
                Assert.Equal(Image.Pixels[i], kept.Pixels[i]);
        Assert.Single(Enumerable.Range(0, Side * Side).Where(i => !Mask.Inside[i]).Select(i => kept.Pixels[i]).Distinct());
    }

    [Fact]
    public void The_border_is_the_outer_fifteen_percent()
    {
        var border = LungErasure.BorderOnly(Image);

        Assert.Equal(Image[2, 10], border[2, 10]);
        Assert.Equal(border[3, 10], border[10, 10]); // 3.5 / 20 lies inside
        Assert.Equal(Image[10, 19], border[10, 19]);
    }

    [Fact]
    public void Shuffling_keeps_the_gray_values_of_the_mask_and_their_number()
    {
        var shuffled = LungErasure.Shuffled(Image, Mask, 7);

        Assert.Equal(Image.Pixels.Order(), shuffled.Pixels.Order());
        Assert.NotEqual(Image.Pixels, shuffled.Pixels);
        Assert.Equal(shuffled.Pixels, LungErasure.Shuffled(Image, Mask, 7).Pixels);
        Assert.Equal(Image[0, 0], shuffled[0, 0]);
    }

    [Fact]
    public void Reducing_leaves_the_means_of_equal_parts()
    {
        var reduced = LungErasure.Reduced(Image, parts: 2);

        Assert.Equal(4, reduced.Pixels.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 100).Average(i => Image[i % 10, i / 10]), reduced[3, 3], 4);
    }

    [Fact]
    public void No_nuisance_changes_the_size_and_each_changes_something()
    {
        Assert.Equal(Nuisance.All.Count, Nuisance.All.DistinctBy(nuisance => nuisance.Name).Count());
        Assert.All(Nuisance.All, nuisance =>
        {
            var changed = nuisance.Apply(Image);
            Assert.Equal((Side, Side), (changed.Width, changed.Height));
            Assert.NotEqual(Image.Pixels, changed.Pixels);
        });
        var flip = Nuisance.All.Single(nuisance => nuisance.Name == "flipped");
        Assert.Equal(Image.Pixels, flip.Apply(flip.Apply(Image)).Pixels);
        Assert.True(Nuisance.All.Single(nuisance => nuisance.Name == "coarse").Apply(Image).ToBytes().Distinct().Count() <= 16);
    }

    [Fact]
    public void The_quantization_table_tells_the_quality_of_a_JPEG()
    {
        var (fine, coarse) = (QuantizationTable.Of(SyntheticXRay.Jpeg(1, quality: 95))!,
            QuantizationTable.Of(SyntheticXRay.Jpeg(1, quality: 50))!);

        Assert.Equal(16, coarse[0]); // table K.1 of the standard, at quality 50 as it stands there
        Assert.True(fine[0] < coarse[0]);
        Assert.Null(QuantizationTable.Of(SyntheticXRay.Png(1)));
        Assert.Null(QuantizationTable.Of([0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0]));
    }
}
