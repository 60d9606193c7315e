using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Referral;
using Xunit;

namespace CovidCxr.Inference.Tests.Referral;

public sealed class ReferralTests
{
    private const int Side = 128;

    private static readonly ModelOutput Sure = FakeClassifier.Says(0.02f, 0.95f, 0.03f);
    private static readonly PhantomPlan Plan = Samples.All.Single(plan => plan.Name == "phantom-4-lobe");

    [Theory]
    [InlineData(128)]
    [InlineData(80)]
    [InlineData(16)]
    [Trait("Speed", "slow")]
    public void A_chest_that_the_network_is_sure_of_has_no_reason(int side) => Assert.All(
        Samples.All.Where(plan => !plan.Inverted),
        plan => Assert.Empty(Reasons(Read(Draw(plan), plan.Width, plan.Height, side), Sure)));

    [Fact]
    [Trait("Speed", "slow")]
    public void A_chest_with_dark_bones_is_inverted()
    {
        foreach (var plan in Samples.All)
            Assert.Equal(plan.Inverted ? ["inverted"] : [], Reasons(Read(Draw(plan), plan.Width, plan.Height), Sure));
        var turned = Draw(Plan).Select(value => (byte)(255 - value)).ToArray();
        Assert.Equal(["inverted"], Reasons(Read(turned, Plan.Width, Plan.Height), Sure));
    }

    [Theory]
    [InlineData("blank")]
    [InlineData("noise")]
    [InlineData("line art")]
    [InlineData("light from one side")]
    public void An_image_that_cannot_be_a_chest_is_none(string what)
    {
        var random = new Random(1);
        var pixels = new byte[300 * 300];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = what switch
            {
                "blank" => 130,
                "noise" => (byte)random.Next(256),
                "line art" => (byte)((i % 300 % 40 < 3) || (i / 300 % 50 < 3) ? 0 : 255),
                _ => (byte)(i % 300 * 0.8),
            };
        Assert.Contains("not-a-chest-x-ray", Reasons(Read(pixels, 300, 300), Sure));
    }

    [Fact]
    public void A_very_long_image_is_none()
    {
        var wide = new PhantomPlan("wide", "", 1) { Width = 1000, Height = 380 };
        Assert.Contains("not-a-chest-x-ray", Reasons(Read(Draw(wide), 1000, 380), Sure));
        Assert.Empty(Reasons(Read(Draw(wide with { Width = 900 }), 900, 380), Sure));
    }

    [Theory]
    [InlineData(127, 200, true)]
    [InlineData(200, 127, true)]
    [InlineData(128, 128, false)]
    public void A_side_shorter_than_the_input_is_too_small(int width, int height, bool small)
    {
        var plan = Plan with { Width = width, Height = height };
        Assert.Equal(small ? ["too-small"] : [], Reasons(Read(Draw(plan), width, height), Sure));
    }

    [Theory]
    [InlineData(0.049, false)]
    [InlineData(0.051, true)]
    public void Much_color_is_a_photograph(double color, bool photograph)
    {
        var image = Read(Draw(Plan), Plan.Width, Plan.Height) with { ColoredShare = color };
        Assert.Equal(photograph ? ["colour-photograph"] : [], Reasons(image, Sure));
    }

    [Theory]
    [InlineData(0.69f, true)]
    [InlineData(0.71f, false)]
    public void A_low_probability_is_unsure(float highest, bool unsure) =>
        Assert.Equal(unsure ? ["unsure"] : [], Reasons(Chest(), FakeClassifier.Says(0, 1 - highest, highest)));

    [Fact]
    public void Passing_no_operating_point_is_unsure()
    {
        OperatingPoint[] points =
        [
            new("sensitivity 0.95", Finding.Pneumonia, 0.8, 0.95, 0.9),
            new("specificity 0.95", Finding.Covid19, 0.1, 0.9, 0.95),
        ];
        Assert.Equal(["unsure"], Reasons(Chest(), FakeClassifier.Says(0.05f, 0.2f, 0.75f), points));
        Assert.Empty(Reasons(Chest(), FakeClassifier.Says(0.05f, 0.1f, 0.85f), points));
        Assert.Empty(Reasons(Chest(), FakeClassifier.Says(0.1f, 0.15f, 0.75f), points));
    }

    [Theory]
    [InlineData(3.0f, 2.5, true)]
    [InlineData(2.0f, 2.5, false)]
    [InlineData(3.0f, null, false)]
    [InlineData(null, 2.5, false)]
    public void Far_from_the_training_images_is_unlike_them(float? novelty, double? limit, bool unlike) =>
        Assert.Equal(unlike ? ["not-like-training-images"] : [], Reasons(Chest(), Sure with { Novelty = novelty }, [], limit));

    [Fact]
    public void All_reasons_that_apply_are_given()
    {
        var small = Plan with { Width = 100, Height = 100, Inverted = true };
        var image = Read(Draw(small), 100, 100) with { ColoredShare = 0.5 };
        Assert.Equal(
            ["unsure", "not-like-training-images", "too-small", "inverted", "colour-photograph"],
            Reasons(image, FakeClassifier.Says(0.3f, 0.3f, 0.4f, novelty: 9), [], limit: 1));
    }

    [Fact]
    public void What_a_header_says_is_a_reason_each()
    {
        var header = new XRayHeader
        {
            IsOtherModality = true,
            IsLateral = true,
            IsOtherBodyPart = true,
            IsFlipped = true,
            HasBurnedInAnnotation = true,
            IsForProcessing = true,
        };
        Assert.Equal(
            ["other-modality", "lateral-view", "other-body-part", "flipped", "burnt-in-annotation", "for-processing"],
            Reasons(Chest() with { Header = header }, Sure));
        Assert.Empty(Reasons(Chest() with { Header = new XRayHeader { Age = 300 } }, Sure)); // a classifier that does not know ages
    }

    private static IReadOnlyList<string> Reasons(
        ScaledImage image, ModelOutput output, OperatingPoint[]? points = null, double? limit = null)
    {
        using var classifier = new FakeClassifier { OperatingPoints = points ?? [], NoveltyLimit = limit };
        return new ReferralChecks(classifier).ReasonsFor(image, output);
    }

    private static ScaledImage Chest() => Read(Draw(Plan), Plan.Width, Plan.Height);

    private static byte[] Draw(PhantomPlan plan) => ChestPhantom.Draw(plan);

    private static ScaledImage Read(byte[] pixels, int width, int height, int side = Side) =>
        ImageDecoders.Default.ReadScaled(PngWriter.Encode(pixels, width, height), "drawn", side);
}
