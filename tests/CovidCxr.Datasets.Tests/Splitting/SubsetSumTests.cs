using CovidCxr.Datasets.Splitting;
using Xunit;

namespace CovidCxr.Datasets.Tests.Splitting;

public sealed class SubsetSumTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, 2, "0 1")]
    [InlineData(new[] { 3, 3, 3, 1 }, 4, "0 3")]
    [InlineData(new[] { 2, 5, 3 }, 8, "1 2")]
    [InlineData(new[] { 7, 2 }, 5, "1")] // no whole groups make 5: the nearest below
    [InlineData(new[] { 7 }, 5, "")]
    [InlineData(new[] { 1, 2 }, 0, "")]
    [InlineData(new[] { 1, 2 }, 100, "0 1")]
    [InlineData(new int[0], 5, "")]
    public void Picks_from_the_front_and_hits_the_number_where_it_can(int[] sizes, int wanted, string expected)
        => Assert.Equal(expected, string.Join(' ', Pick(sizes, wanted).Order()));

    [Fact]
    public void Hits_every_number_that_whole_groups_can_make()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 200; trial++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(1, 6)).ToArray();
            var sums = Enumerable.Range(0, 1 << sizes.Length)
                .Select(subset => sizes.Where((_, i) => (subset >> i & 1) == 1).Sum()).ToHashSet();
            for (var wanted = 0; wanted <= sizes.Sum() + 2; wanted++)
                Assert.Equal(sums.Where(sum => sum <= wanted).Max(), Pick(sizes, wanted).Sum(group => sizes[int.Parse(group)]));
        }
    }

    private static HashSet<string> Pick(int[] sizes, int wanted)
        => SubsetSum.Pick([.. sizes.Select((size, i) => ($"{i}", size))], wanted);
}
