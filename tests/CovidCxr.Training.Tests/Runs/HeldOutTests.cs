using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Runs;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

public class HeldOutTests(SyntheticDataset drawn)
{
    [Fact]
    public void A_fold_of_the_patients_is_not_learned_from_and_validation_stays()
    {
        var dataset = Dataset.Open(drawn.Folder);
        var all = dataset.In(DatasetSplit.Train);
        var folds = Enumerable.Range(0, 3)
            .Select(fold => new HeldOut { Patients = new HeldOutFold(3, fold) }.LearnedFrom(dataset)).ToList();
        Assert.All(folds, fold => Assert.InRange(fold.Count, 1, all.Count - 1));
        Assert.Equal(2 * all.Count, folds.Sum(fold => fold.Count)); // every image is held out once
        Assert.Equal(dataset.In(DatasetSplit.Val), new HeldOut { Patients = new HeldOutFold(3, 0) }.ValidatedOn(dataset));
    }

    [Fact]
    public void A_collection_is_held_out_of_training_and_validation()
    {
        var dataset = Dataset.Open(drawn.Folder);
        var heldOut = new HeldOut { Sources = ["kermany"] };
        Assert.Equal(["cohen"], heldOut.LearnedFrom(dataset).Select(image => image.Source).Distinct());
        Assert.Equal(["cohen"], heldOut.ValidatedOn(dataset).Select(image => image.Source).Distinct());
    }

    [Theory]
    [InlineData("1/3", 3, 0)]
    [InlineData("3/3", 3, 2)]
    public void A_fold_is_written_as_people_count(string text, int folds, int heldOut) =>
        Assert.Equal(new HeldOutFold(folds, heldOut), HeldOut.ReadFold(text));

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/1")]
    [InlineData("1/21")]
    [InlineData("one")]
    [InlineData("1/2/3")]
    public void Another_fold_is_refused(string text) =>
        Assert.StartsWith($"--fold {text}: give the number", Assert.Throws<InputException>(() => HeldOut.ReadFold(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Collections_are_known_by_name()
    {
        Assert.Equal(["nih", "cohen"], HeldOut.ReadSources(["nih,cohen", "nih"]));
        Assert.StartsWith(
            "--without-source nhi: is none of cohen,",
            Assert.Throws<InputException>(() => HeldOut.ReadSources(["nhi"])).Message,
            StringComparison.Ordinal);
    }
}
