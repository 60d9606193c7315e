using Xunit;

namespace CovidCxr.Core.Tests;

public class HeldOutFoldTests
{
    private static readonly string[] Groups = [.. Enumerable.Range(0, 300).Select(i => $"cohen:{i}")];

    [Fact]
    public void Every_group_is_in_exactly_one_fold()
    {
        foreach (var group in Groups)
            Assert.Single(Enumerable.Range(0, 3), fold => new HeldOutFold(3, fold).Contains(group));
    }

    [Fact]
    public void The_folds_are_about_equal() => Assert.All(
        Enumerable.Range(0, 3), fold => Assert.InRange(Groups.Count(new HeldOutFold(3, fold).Contains), 70, 130));

    /// <summary>Model files of earlier versions name a fold.</summary>
    [Fact]
    public void A_groups_fold_stays_what_it_is() =>
        Assert.Equal([0, 0, 1, 2], new[] { "cohen:0", "cohen:1", "cohen:2", "nih:00000001" }.Select(FoldOf));

    private static int FoldOf(string group) => Enumerable.Range(0, 3).Single(fold => new HeldOutFold(3, fold).Contains(group));
}
