using CovidCxr.Datasets;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Batches;

/// <summary>
/// Which images an epoch takes, and in which order. Every epoch takes all images once, or of some collections or classes only a share,
/// another one each time, or each image several times, so that no group outweighs the others.
/// </summary>
public sealed class EpochOrder
{
    private readonly int[] groups; // [n], the entry of the recipe that an image belongs to; the last one is that of all others
    private readonly int[] quotas, copies; // of a group: images in an epoch, and how often it can take the same one
    private readonly int views;

    /// <param name="images">The training images, [n].</param>
    /// <param name="sampling">The shares; images that no entry names are taken once.</param>
    /// <param name="views">In how many ways an image is changed; 0 for another way every time.</param>
    /// <param name="share">By which all shares are multiplied.</param>
    public EpochOrder(IReadOnlyList<DatasetImage> images, IReadOnlyList<SamplingRecipe> sampling, int views = 0, double share = 1)
    {
        this.views = views;
        groups = [.. images.Select(image => GroupOf(image, sampling))];
        double[] shares = [.. sampling.Select(sample => sample.Share * share), share];
        quotas = [.. shares.Select((share, group) => (int)Math.Ceiling(groups.Count(of => of == group) * share))];
        copies = [.. shares.Select(share => (int)Math.Ceiling(share))];
        Count = quotas.Sum();
    }

    private EpochOrder(int images)
    {
        groups = new int[images];
        quotas = [images];
        copies = [1];
        Count = images;
    }

    /// <summary>The number of images of an epoch; the same for all epochs.</summary>
    public int Count { get; }

    /// <summary>Takes all images once in an epoch.</summary>
    /// <param name="images">Their number.</param>
    public static EpochOrder All(int images) => new(images);

    /// <summary>The images of an epoch.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns>[<see cref="Count"/>]; no image in the same view twice, unless there are fewer views than copies.</returns>
    public ChangedImage[] Of(long seed, int epoch)
    {
        var left = (int[])quotas.Clone();
        var taken = new List<ChangedImage>(Count);
        for (var copy = 0; taken.Count < Count; copy++)
            foreach (var image in Shuffle(groups.Length, seed, epoch, copy))
                if (left[groups[image]]-- > 0)
                    taken.Add(new ChangedImage(image, View(epoch, copies[groups[image]], copy)));
        return copies.Max() == 1
            ? [.. taken]
            : [.. Shuffle(Count, seed, epoch, copies.Max()).Select(position => taken[position])]; // the copies among the others
    }

    /// <summary>A permutation of 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">The number of positions.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="again">Which of the permutations of the epoch, from 0.</param>
    public static int[] Shuffle(int count, long seed, int epoch, int again = 0)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var random = again == 0
            ? new SeededRandom(seed, epoch, SeededRandom.ImageOrder)
            : new SeededRandom(seed, epoch, SeededRandom.ImageOrder, again);
        for (var i = count - 1; i > 0; i--)
        {
            var k = random.Below(i + 1);
            (order[i], order[k]) = (order[k], order[i]);
        }
        return order;
    }

    private int View(int epoch, int copies, int copy)
    {
        var view = (epoch * copies) + copy;
        return views == 0 ? view : view % views;
    }

    private static int GroupOf(DatasetImage image, IReadOnlyList<SamplingRecipe> sampling)
    {
        for (var i = 0; i < sampling.Count; i++)
            if (sampling[i].Source == image.Source && (sampling[i].Class.Length == 0 || sampling[i].Class == ClassOf(image)))
                return i;
        return sampling.Count;
    }

    // A control belongs to none of the three classes, whatever its finding is called.
    private static string? ClassOf(DatasetImage image) => image.Split == DatasetSplit.Controls ? null : image.Class;
}

/// <summary>A training image and one of the ways in which it is changed.</summary>
/// <param name="Image">The image, from 0.</param>
/// <param name="View">The way, from 0: with the run's seed and the image it decides every random number of the change.</param>
public readonly record struct ChangedImage(int Image, int View);
