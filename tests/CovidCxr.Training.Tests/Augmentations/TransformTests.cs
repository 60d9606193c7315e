using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Augmentations;

public class TransformTests
{
    public static TheoryData<ITransform> All =>
    [
        new RandomFlip(0.5),
        new RandomBrightness(0.1),
        new RandomContrast(0.9, 1.1),
        new RandomGamma(0.8, 1.25),
        new RandomNoise(0.05),
        new RandomSharpness(1),
        new RandomErasing(0.3),
        new RandomCrop(12),
        new RandomAffine(10, 0.9, 1.1, 1.3, 0.1),
        new Resize(12),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_finite_image(ITransform transform)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var once = Apply(transform, Image(), seed);
            Assert.Equal(once.Pixels, Apply(transform, Image(), seed).Pixels);
            Assert.All(once.Pixels, pixel => Assert.True(float.IsFinite(pixel)));
        }
    }

    [Fact]
    public void A_flip_mirrors_about_half_of_the_images()
    {
        var image = Image();
        var mirrored = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var result = Apply(new RandomFlip(0.5), Image(), seed);
            if (result[0, 3] == image[0, 3])
                continue;
            mirrored++;
            Assert.Equal(image[image.Width - 1, 3], result[0, 3]);
        }
        Assert.InRange(mirrored, 160, 240);
    }

    [Fact]
    public void Brightness_adds_one_value_within_its_range()
    {
        var image = Image();
        for (var seed = 0; seed < 50; seed++)
        {
            var added = Apply(new RandomBrightness(0.1), Image(), seed).Pixels.Zip(image.Pixels, (a, b) => a - b).ToArray();
            Assert.InRange(added[0], -0.1f, 0.1f);
            Assert.All(added, value => Assert.Equal(added[0], value, 1e-6f));
        }
    }

    [Fact]
    public void Contrast_keeps_the_mean_and_scales_the_distance_from_it()
    {
        var image = Image();
        var mean = image.Pixels.Average();
        for (var seed = 0; seed < 50; seed++)
        {
            var result = Apply(new RandomContrast(0.1, 0.2), Image(), seed);
            Assert.Equal(mean, result.Pixels.Average(), 1e-5f);
            var factor = (result[0, 0] - mean) / (image[0, 0] - mean);
            Assert.InRange(factor, 0.0999f, 0.2001f);
            Assert.Equal(factor, (result[5, 7] - mean) / (image[5, 7] - mean), 1e-3f);
        }
    }

    [Fact]
    public void A_crop_is_a_part_of_the_image()
    {
        var image = Image();
        var corners = Enumerable.Range(0, 5).SelectMany(y => Enumerable.Range(0, 5).Select(x => (x, y))).ToList();
        var positions = new HashSet<(int, int)>();
        for (var seed = 0; seed < 200; seed++)
        {
            var crop = Apply(new RandomCrop(12), Image(), seed);
            var (left, top) = corners.Single(p => image[p.x, p.y] == crop[0, 0]);
            positions.Add((left, top));
            Assert.Equal(image[left + 11, top + 11], crop[11, 11]);
        }
        Assert.Equal(25, positions.Count); // every position of a 12 x 12 crop in a 16 x 16 image
    }

    [Fact]
    public void A_neutral_affine_map_changes_nothing()
    {
        var result = Apply(new RandomAffine(0, 1, 1, 1, 0), Image(), 1);
        Assert.All(result.Pixels.Zip(Image().Pixels), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void A_zoom_by_two_doubles_the_distance_from_the_center()
    {
        var image = new GrayImage(17, 17);
        image[10, 8] = 1;
        var result = Apply(new RandomAffine(0, 2, 2, 1, 0), image, 1);
        Assert.Equal(1, result[12, 8], 1e-4f);
    }

    [Fact]
    public void A_stretch_changes_the_aspect_ratio_but_not_the_area()
    {
        var shapes = new List<double>();
        for (var seed = 0; seed < 100; seed++)
        {
            var image = new GrayImage(65, 65);
            for (var y = 22; y < 43; y++)
                image.Pixels.AsSpan((y * 65) + 22, 21).Fill(1);
            var result = Apply(new RandomAffine(0, 1, 1, 1.5, 0), image, seed);
            var width = Enumerable.Range(0, 65).Sum(x => result[x, 32]);
            var height = Enumerable.Range(0, 65).Sum(y => result[32, y]);
            Assert.Equal(441, width * height, 25f);
            shapes.Add(width / height);
        }
        Assert.InRange(shapes.Min(), 1 / 1.55, 1 / 1.35);
        Assert.InRange(shapes.Max(), 1.35, 1.55);
    }

    [Fact]
    public void A_rotation_turns_about_the_center()
    {
        var image = new GrayImage(21, 21);
        image[17, 10] = 1; // seven pixels right of the center
        for (var seed = 0; seed < 50; seed++)
        {
            var result = Apply(new RandomAffine(90, 1, 1, 1, 0), image, seed);
            var brightest = Array.IndexOf(result.Pixels, result.Pixels.Max());
            var (x, y) = ((brightest % 21) - 10, (brightest / 21) - 10);
            Assert.InRange(Math.Sqrt((x * x) + (y * y)), 6, 8);
            Assert.True(x >= -1); // no more than a quarter turn
        }
    }

    [Fact]
    public void Noise_is_normal_around_the_image()
    {
        var flat = new GrayImage(100, 100);
        Array.Fill(flat.Pixels, 0.5f);
        var result = Enumerable.Range(0, 30)
            .Select(seed => Apply(new RandomNoise(0.1), new GrayImage(100, 100, [.. flat.Pixels]), seed))
            .ToList();
        Assert.All(result, noisy => Assert.Equal(0.5, noisy.Pixels.Average(), 0.01));
        var largest = result.Max(noisy => Math.Sqrt(noisy.Pixels.Average(p => (p - 0.5) * (p - 0.5))));
        Assert.InRange(largest, 0.05, 0.105);
    }

    [Fact]
    public void Half_of_the_images_are_blurred_or_sharpened()
    {
        static double Roughness(GrayImage image) => image.Pixels.Skip(1).Zip(image.Pixels, (a, b) => (double)Math.Abs(a - b)).Sum();
        var plain = Roughness(Image());
        var roughness = Enumerable.Range(0, 200).Select(seed => Roughness(Apply(new RandomSharpness(1), Image(), seed))).ToList();
        Assert.InRange(roughness.Count(r => r == plain), 70, 130);
        Assert.InRange(roughness.Count(r => r < plain), 20, 80);
        Assert.InRange(roughness.Count(r => r > plain), 20, 80);

        var flat = new GrayImage(6, 4, [.. Enumerable.Repeat(0.5f, 24)]);
        Assert.All(Apply(new RandomSharpness(1), flat, 3).Pixels, pixel => Assert.Equal(0.5f, pixel, 1e-6f));
    }

    [Fact]
    public void A_full_blur_is_twice_the_mean_of_three_by_three()
    {
        var point = new GrayImage(9, 9);
        point[4, 4] = 81;
        // The strongest of many draws comes close to the full blur: 9 in the middle, 81 in all.
        var strongest = Enumerable.Range(0, 400)
            .Select(seed => Apply(new RandomSharpness(1), new GrayImage(9, 9, [.. point.Pixels]), seed))
            .MinBy(image => image[4, 4])!;
        Assert.Equal(81, strongest.Pixels.Sum(), 1e-3f);
        Assert.InRange(strongest[4, 4], 8.999f, 12);
        Assert.Equal(1, strongest[2, 2], 0.1f);
        Assert.Equal(0, strongest[1, 4], 1e-5f);
    }

    [Fact]
    public void Marks_are_drawn_on_their_share_of_the_images_and_cover_little_of_each()
    {
        var marked = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var image = new GrayImage(128, 96);
            Array.Fill(image.Pixels, 2f); // not a gray of a mark
            var drawn = Apply(new RandomMarks(0.4), image, seed).Pixels.Where(p => p != 2f).ToList();
            Assert.InRange(drawn.Count, 0, 0.2 * image.Pixels.Length);
            Assert.All(drawn, gray => Assert.True(gray is >= 0 and <= 0.15f or >= 0.8f and <= 1, $"{gray}"));
            marked += drawn.Count > 0 ? 1 : 0;
        }
        Assert.InRange(marked, 90, 150);
    }

    [Fact]
    public void Erasing_fills_one_rectangle_of_at_most_the_largest_area()
    {
        var erased = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var image = new GrayImage(40, 40);
            Array.Fill(image.Pixels, 2f); // not a gray that erasing fills in
            var changed = Apply(new RandomErasing(0.25), image, seed).Pixels.Count(p => p != 2f);
            Assert.InRange(changed, 0, 0.26 * 1600);
            erased += changed > 0 ? 1 : 0;
        }
        Assert.InRange(erased, 70, 130);
    }

    [Fact]
    public void Resizing_keeps_the_mean_of_a_ramp()
    {
        var ramp = new GrayImage(96, 96, [.. Enumerable.Range(0, 96 * 96).Select(i => (i % 96) / 95f)]);
        var result = Apply(new Resize(80), ramp, 0);
        Assert.Equal(80, result.Width);
        Assert.Equal(0.5, result.Pixels.Average(), 1e-3);
    }

    [Fact]
    public void An_augmenter_without_random_changes_only_resizes()
    {
        var recipe = new AugmentationRecipe { Resize = 16, Flip = 0, Brightness = 0, Contrast = [1, 1], Framing = "fit" };
        var augmenter = new Augmenter(recipe, 16);
        Assert.Equal(Image().Pixels, augmenter.Apply(Image(), new SeededRandom(1)).Pixels);
    }

    /// <summary>16 x 16, every pixel with a different value.</summary>
    private static GrayImage Image() => new(16, 16, [.. Enumerable.Range(0, 256).Select(i => i * 89 % 256 / 255f)]);

    private static GrayImage Apply(ITransform transform, GrayImage image, int seed)
    {
        var random = new SeededRandom(seed);
        return transform.Apply(image, ref random);
    }
}
