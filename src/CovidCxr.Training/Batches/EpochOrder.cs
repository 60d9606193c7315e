using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Batches;

/// <summary>
/// Which images an epoch takes, and in which order. Every epoch takes all images, or from some collections only a share, another one each
/// time, so that a large collection does not outweigh the others.
/// </summary>
public sealed class EpochOrder
{
    private readonly IReadOnlyList<string> sources;
    private readonly Dictionary<string, int> quotas;

    /// <param name="sources">The collection of every image, [n].</param>
    /// <param name="sampling">The shares; a collection that is not named gives all of its images.</param>
    public EpochOrder(IReadOnlyList<string> sources, IReadOnlyList<SamplingRecipe> sampling)
    {
        this.sources = sources;
        var shares = sampling.ToDictionary(sample => sample.Source, sample => sample.Share, StringComparer.Ordinal);
        quotas = sources.CountBy(source => source).ToDictionary(
            source => source.Key,
            source => (int)Math.Ceiling(source.Value * shares.GetValueOrDefault(source.Key, 1)));
        Count = quotas.Values.Sum();
    }

    /// <summary>The number of images of an epoch; the same for all epochs.</summary>
    public int Count { get; }

    /// <summary>The images of an epoch.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns>[<see cref="Count"/>] different positions.</returns>
    public int[] Of(long seed, int epoch)
    {
        var left = new Dictionary<string, int>(quotas);
        return [.. Shuffle(sources.Count, seed, epoch).Where(image => left[sources[image]]-- > 0)];
    }

    /// <summary>A permutation of 0 to <paramref name="count"/> - 1.</summary>
    public static int[] Shuffle(int count, long seed, int epoch)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var random = new SeededRandom(seed, epoch, SeededRandom.ImageOrder);
        for (var i = count - 1; i > 0; i--)
        {
            var k = random.Below(i + 1);
            (order[i], order[k]) = (order[k], order[i]);
        }
        return order;
    }
}
