using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;

namespace CovidCxr.Datasets.Tests.Duplicates;

[Trait("Speed", "slow")]
public sealed class DuplicateFinderTests
{
    private const int Size = 256;

    private readonly Dictionary<string, byte[]> pixels = [];
    private readonly List<HashedImage> images = [];

    [Fact]
    public void A_byte_identical_copy_is_found() => Found(SyntheticXRay.Png(1, 300, 300), SyntheticXRay.Png(1, 300, 300));

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(75)]
    public void A_recompressed_copy_is_found(int quality)
        => Found(SyntheticXRay.Png(1, 300, 300), SyntheticXRay.Jpeg(1, 300, 300, quality));

    [Theory]
    [InlineData(64, 64)]
    [InlineData(100, 140)]
    [InlineData(1200, 900)]
    public void A_rescaled_copy_is_found(int width, int height)
        => Found(SyntheticXRay.Png(1, 300, 300), SyntheticXRay.Png(1, width, height));

    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.6, 80, 1)]
    [InlineData(1, 0, 1.8)]
    [InlineData(1, 0, 0.6)]
    public void A_copy_of_other_brightness_contrast_or_gamma_is_found(double contrast, double brightness, double gamma)
        => Found(
            SyntheticXRay.Png(1, 300, 300),
            Changed(image => (((image / 255.0).Pow(gamma) * 255.0 * contrast) + brightness).Cast(Enums.BandFormat.Uchar)));

    [Theory]
    [InlineData(0, 0, 12, 0)]
    [InlineData(20, 10, 15, 5)]
    [InlineData(24, 24, 24, 24)]
    [InlineData(0, 25, 0, 10)]
    public void A_part_cut_out_is_found(int left, int top, int right, int bottom)
        => Found(SyntheticXRay.Png(1, 300, 300), Changed(image => image.ExtractArea(left, top, 300 - left - right, 300 - top - bottom)));

    [Fact]
    public void A_copy_with_a_burnt_in_mark_is_found()
        => Found(
            SyntheticXRay.Png(1, 300, 300),
            Changed(image => image.Mutate(drawn => drawn.DrawRect([255], 220, 10, 60, 40, fill: true))));

    [Fact]
    public void Other_patients_are_not_joined()
    {
        for (var patient = 1; patient <= 60; patient++)
            Add(SyntheticXRay.Png(patient, 120, 120));
        var sets = Find();
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(i, sets.First(i)));
    }

    [Fact]
    public void A_uniform_image_is_no_duplicate_of_anything()
    {
        using var black = Image.Black(100, 100);
        using var gray = (black + 100).Cast(Enums.BandFormat.Uchar);
        Add(black.PngsaveBuffer());
        Add(gray.PngsaveBuffer());
        Add(SyntheticXRay.Png(1));
        var sets = Find();
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(i, sets.First(i)));
    }

    [Fact]
    public void Copies_join_patients_across_sources_into_one_group()
    {
        Add(SyntheticXRay.Png(1, 200, 200), "cohen:7");
        Add(SyntheticXRay.Jpeg(1, 150, 150), "figure1:COVID-00001");
        Add(SyntheticXRay.Png(2, 200, 200), "figure1:COVID-00001");
        Add(SyntheticXRay.Jpeg(2, 180, 180), "actualmed:ANON1");
        Add(SyntheticXRay.Png(3, 200, 200), "kermany:virus-1");
        Assert.Equal(
            ["actualmed:ANON1", "actualmed:ANON1", "actualmed:ANON1", "actualmed:ANON1", "kermany:virus-1"],
            PatientGroups.Find(images, Find()));
    }

    [Fact]
    public void The_index_finds_all_hashes_within_15_bits_and_none_beyond_the_distance()
    {
        var random = new Random(5);
        var hashes = Enumerable.Range(0, 500).Select(_ => Random(random)).ToList();
        var index = new HashIndex(hashes);
        for (var i = 0; i < hashes.Count; i++)
            for (var bits = 0; bits <= 15; bits += 5)
            {
                var found = new List<int>();
                index.Near(Flip(hashes[i], bits, random), 15, found.Add);
                Assert.Equal([i], found);
            }
    }

    private static PerceptualHash Random(Random random)
    {
        return new(Word(), Word(), Word(), Word());

        ulong Word() => (ulong)random.NextInt64();
    }

    private static PerceptualHash Flip(PerceptualHash hash, int bits, Random random)
    {
        ulong[] words = [hash.First, hash.Second, hash.Third, hash.Fourth];
        foreach (var bit in Enumerable.Range(0, 256).OrderBy(_ => random.Next()).Take(bits))
            words[bit / 64] ^= 1UL << (bit % 64);
        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    private static byte[] Changed(Func<Image, Image> change)
    {
        using var image = SyntheticXRay.Image(1, 300, 300);
        using var copy = image.CopyMemory();
        using var changed = change(copy);
        return changed.PngsaveBuffer();
    }

    // Among 20 strangers the two copies, and they alone, are one X-ray.
    private void Found(byte[] one, byte[] other)
    {
        Add(one);
        for (var stranger = 100; stranger < 120; stranger++)
            Add(SyntheticXRay.Png(stranger, 120, 120));
        Add(other);
        var sets = Find();
        Assert.Equal(0, sets.First(21));
        Assert.All(Enumerable.Range(1, 20), i => Assert.Equal(i, sets.First(i)));
    }

    private DisjointSets Find()
        => DisjointSets.Of(
            images.Count,
            DuplicateFinder.Find(images, image => new IntegralImage(pixels[image.StagedPath], Size), new ParallelOptions()));

    private void Add(byte[] encoded, string patient = "x:1")
    {
        var name = $"{images.Count}";
        pixels[name] = ImageDecoders.Default.ReadGray(encoded, name, Size, Size);
        var image = new SourceImage(new SyntheticSource(), name, name, "", Label.Of(Finding.Covid19), patient, "PA", "", "", "", "");
        var hashes = CropHasher.Of(new IntegralImage(pixels[name], Size).Thumbnail(Crop.Whole));
        images.Add(new HashedImage(image, 1, 1, Checksums.Of(encoded), hashes, name, ""));
    }
}
