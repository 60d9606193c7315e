using CovidCxr.Dicom.Decoding;
using Xunit;

namespace CovidCxr.Dicom.Tests.Grayscale;

public sealed class GrayscaleTests
{
    private const int Width = 96, Height = 80;

    [Fact]
    public void Bits_outside_of_the_sample_do_not_count()
    {
        var samples = Drawn.Chest(10);
        var moved = Array.ConvertAll(samples, sample => (ushort)((sample << 4) | 0xC00F));
        var plain = Windowed(SyntheticDicom.Gray(samples, Width, Height, 10));
        var high = Windowed(SyntheticDicom.Gray(moved, Width, Height, 16)).Words(0x00280101, 10).Words(0x00280102, 13);
        Assert.Equal(Drawn.Gray(plain.File()), Drawn.Gray(high.File()));
    }

    [Fact]
    public void Monochrome1_and_an_inverse_presentation_turn_black_and_white()
    {
        SyntheticDicom Chest() => Windowed(SyntheticDicom.Gray(Drawn.Chest(10), Width, Height, 10));
        var plain = Drawn.Gray(Chest().File());
        var turned = Array.ConvertAll(plain, gray => (ushort)(65535 - gray));
        Assert.Equal(turned, Drawn.Gray(Chest().Text(0x00280004, "CS", "MONOCHROME1").File()));
        Assert.Equal(turned, Drawn.Gray(Chest().Text(0x20500020, "CS", "INVERSE").File()));
        // MONOCHROME1 carries INVERSE in digital X-rays, and is not turned twice.
        Assert.Equal(turned, Drawn.Gray(Chest().Text(0x00280004, "CS", "MONOCHROME1")
            .Text(0x20500020, "CS", "INVERSE").File()));
    }

    [Fact]
    public void Without_a_window_the_collimated_area_gives_it()
    {
        var samples = Drawn.Chest(12);
        // A collimator of unexposed white around the picture, brighter than all of it.
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                if (x < 10 || y < 10)
                    samples[(y * Width) + x] = (ushort)(4095 - (x % 3));
                else
                    samples[(y * Width) + x] = (ushort)(500 + (samples[(y * Width) + x] / 4));
        var file = SyntheticDicom.Gray(samples, Width, Height, 12);
        var whole = DicomPicture.Read(file.File(), "a").Reading;
        file.Text(0x00181700, "CS", "RECTANGULAR").Text(0x00181702, "IS", "11").Text(0x00181704, "IS", "96")
            .Text(0x00181706, "IS", "11").Text(0x00181708, "IS", "80");
        var inside = DicomPicture.Read(file.File(), "a").Reading;
        Assert.InRange(whole.High, 4000, 4095);
        Assert.InRange(inside.High, 1000, 1600);
        Assert.Contains("no window in the file: percentiles", inside.Text);
    }

    [Fact]
    public void Padding_is_black_and_sets_no_window()
    {
        var samples = Drawn.Chest(12);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = i % Width < 20 ? (ushort)4000 : (ushort)(100 + (samples[i] / 8));
        var file = SyntheticDicom.Gray(samples, Width, Height, 12).Words(0x00280120, 3990).Words(0x00280121, 4010).File();
        var (gray, reading) = (Drawn.Gray(file), DicomPicture.Read(file, "a").Reading);
        Assert.All(gray.Index().Where(pixel => pixel.Index % Width < 20), pixel => Assert.Equal(0, pixel.Item));
        Assert.InRange(reading.High, 300, 700);
    }

    [Theory]
    [InlineData(0, "is not valid and not used")]
    [InlineData(-5, "is not valid and not used")]
    public void A_window_without_width_is_not_used(double width, string note)
    {
        var file = SyntheticDicom.Gray(Drawn.Chest(12), Width, Height, 12).Numbers(0x00281050, 2000).Numbers(0x00281051, width).File();
        Assert.Contains(note, DicomPicture.Read(file, "a").Reading.Text);
        Assert.True(Drawn.Gray(file).Distinct().Count() > 100);
    }

    [Fact]
    public void Palettes_and_ybr_become_colors()
    {
        var index = Array.ConvertAll(Drawn.Chest(8), sample => (byte)sample);
        var palette = new SyntheticDicom().Picture(Width, Height, 8).Text(0x00280004, "CS", "PALETTE COLOR")
            .Element(0x7FE00010, "OB", index);
        for (uint color = 0; color < 3; color++)
            palette.Words(0x00281101 + color, 256, 0, 16).Words(0x00281201 + color, "OW",
                [.. Enumerable.Range(0, 256).Select(i => (int)((color == 2 ? 255 - i : i) << 8))]);
        var rgb = DicomPicture.Read(palette.File(), "a").Rgb!;
        Assert.Equal((index[77], index[77], (byte)(255 - index[77])), (rgb[231], rgb[232], rgb[233]));

        var (blue, reds) = (Enumerable.Repeat((byte)128, index.Length), Enumerable.Repeat((byte)228, index.Length));
        var ybr = new SyntheticDicom().Picture(Width, Height, 8).Words(0x00280002, 3).Text(0x00280004, "CS", "YBR_FULL")
            .Words(0x00280006, 1).Element(0x7FE00010, "OB", [.. index, .. blue, .. reds]);
        var red = DicomPicture.Read(ybr.File(), "a");
        Assert.Equal(((byte)Math.Min(255, index[5] + 140), index[5]), (red.Rgb![15], (byte)Math.Round(red.Rgb[16] + 71.4)));
        Assert.InRange(XRayDecoders.All.ReadScaled(ybr.File(), "a", 32).ColoredShare, 0.5, 1);
    }

    private static SyntheticDicom Windowed(SyntheticDicom file) => file.Numbers(0x00281050, 500).Numbers(0x00281051, 900);
}
