using Xunit;

namespace CovidCxr.Core.Tests;

public class LungMaskTests
{
    // A row is a string; x is lung.
    private static LungMask Mask(params string[] rows) =>
        new([.. rows.SelectMany(row => row).Select(letter => letter == 'x')], rows.Length);

    [Fact]
    public void Dice_is_twice_the_common_area_over_both()
    {
        Assert.Equal(2.0 * 1 / 3, Mask("xx", "..").Dice(Mask("x.", "..")), 12);
        Assert.Equal(0, Mask("x.", "..").Dice(Mask("..", ".x")));
        Assert.Equal(1, Mask("..", "..").Dice(Mask("..", "..")));
    }

    [Fact]
    public void A_widened_mask_grows_to_all_sides_and_stays_in_the_picture() => Assert.Equal(
        Mask("xxx.", "xxx.", "xxx.", "....").Inside, Mask("....", ".x..", "....", "....").Widened(1).Inside);

    [Fact]
    public void A_box_holds_all_of_the_mask() => Assert.Equal(
        Mask("....", "xxxx", "xxxx", "....").Inside, Mask("....", "x...", "...x", "....").Box().Inside);

    [Fact]
    public void A_mask_of_nearly_nothing_is_no_lungs()
    {
        Assert.False(Mask("....", "....", "....", "....").IsFound);
        Assert.True(Mask("x...", "....", "....", "....").IsFound);
        Assert.Equal(1 / 16.0, Mask("x...", "....", "....", "....").Share);
    }
}
