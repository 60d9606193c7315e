using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class GroupBootstrapTests
{
    [Fact]
    public void Single_images_give_the_binomial_interval()
    {
        // 400 images of a group each, 80 % right: 0.8 +- 1.96 sqrt(0.8 0.2 / 400) = 0.8 +- 0.0392.
        var interval = Accuracy(images: 400, groupSize: 1);

        Assert.InRange(interval.Low, 0.752, 0.770);
        Assert.InRange(interval.High, 0.830, 0.848);
    }

    [Fact]
    public void Correlated_groups_widen_it_by_the_root_of_their_size()
    {
        // In groups of 4 that are all right or all wrong, 400 images are worth 100: +- 0.0784.
        var single = Accuracy(images: 400, groupSize: 1);
        var grouped = Accuracy(images: 400, groupSize: 4);

        Assert.InRange((grouped.High - grouped.Low) / (single.High - single.Low), 1.8, 2.2);
    }

    [Fact]
    public void Share_and_statistic_agree_to_the_last_bit()
    {
        var images = MetricFixtures.TwoHundred();
        var bootstrap = new GroupBootstrap(images.Select(image => image.Group), seed: 7);
        bool Right(int i) => images[i].Actual == images[i].Predicted;

        var byGroup = bootstrap.Share(Right, _ => true);
        var byImage = bootstrap.Of(copies =>
        {
            double right = 0, all = 0;
            for (var i = 0; i < copies.Length; i++)
            {
                all += copies[i];
                right += Right(i) ? copies[i] : 0;
            }
            return right / all;
        });

        Assert.Equal(100, bootstrap.Groups);
        Assert.Equal(byImage, byGroup);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Interval? Of(int seed) =>
            new GroupBootstrap(Enumerable.Range(0, 50).Select(i => $"{i}"), seed, resamples: 30).Share(i => i % 3 == 0, _ => true);

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Resampling_two_groups_finds_every_case()
    {
        // One of two groups is right: a quarter of the resamples are all wrong, a quarter all right.
        Assert.Equal(new Interval(0, 1), new GroupBootstrap(["a", "b"]).Share(i => i == 0, _ => true));
    }

    [Fact]
    public void One_group_has_no_interval() => Assert.Null(new GroupBootstrap(["a", "a"]).Share(i => i == 0, _ => true));

    [Fact]
    public void A_share_of_nothing_has_no_interval() => Assert.Null(new GroupBootstrap(["a", "b"]).Share(_ => true, _ => false));

    [Fact]
    public void Undefined_resamples_are_left_out()
    {
        // Resamples that contain only the uncounted group have no share; the others give 0, a half or 1.
        Assert.Equal(new Interval(0, 1), new GroupBootstrap(["a", "b", "c"]).Share(i => i == 0, i => i < 2));
    }

    [Fact]
    public void A_share_of_all_or_none_gives_the_exact_interval_instead_of_certainty()
    {
        // Clopper and Pearson for 100 of 100: 0.9638 to 1; two images in a group do not make it narrower.
        var bootstrap = new GroupBootstrap(Enumerable.Range(0, 200).Select(i => $"{i / 2}"));

        var all = bootstrap.Share(_ => true, _ => true)!.Value;
        var none = bootstrap.Share(_ => false, _ => true)!.Value;

        Assert.Equal((0.9638, 1), (Math.Round(all.Low, 4), all.High));
        Assert.Equal((0, 0.0362), (none.Low, Math.Round(none.High, 4)));
    }

    private static Interval Accuracy(int images, int groupSize)
    {
        var groups = Enumerable.Range(0, images).Select(i => $"{i / groupSize}");
        return new GroupBootstrap(groups).Share(i => i / groupSize % 5 != 0, _ => true)!.Value;
    }
}
