using Xunit;

namespace CovidCxr.Datasets.Tests;

public class DatasetCountTests
{
    [Fact]
    public void Counts_images_patients_and_groups_of_each_cell()
    {
        var counts = DatasetCount.Of(
        [
            Image(DatasetSplit.Test, "Normal", "p1", "g1"), Image(DatasetSplit.Train, "Pneumonia", "p2", "g2"),
            Image(DatasetSplit.Test, "Normal", "p1", "g1"), Image(DatasetSplit.Test, "Normal", "p3", "g1"),
            Image(DatasetSplit.Train, "COVID-19", "p4", "g4"),
        ]);

        Assert.Equal(
            [
                new DatasetCount(DatasetSplit.Train, "COVID-19", 1, 1, 1),
                new DatasetCount(DatasetSplit.Train, "Pneumonia", 1, 1, 1),
                new DatasetCount(DatasetSplit.Test, "Normal", 3, 2, 1),
            ],
            counts);
    }

    private static DatasetImage Image(DatasetSplit split, string @class, string patient, string group) =>
        new("a.png", split, @class, @class, "cohen", patient, group, "PA", "", "", "", "", 1, 1, "", "", "", "a.png");
}
