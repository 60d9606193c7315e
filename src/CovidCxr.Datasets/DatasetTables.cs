using CovidCxr.Core;
using CovidCxr.Core.Paper;

namespace CovidCxr.Datasets;

/// <summary>Computes the tables of a dataset.</summary>
public static class DatasetTables
{
    /// <summary>Table 1 of the paper for this dataset: the three classes in the paper's order, then the sum.</summary>
    public static IReadOnlyList<ClassRow> Table1(DatasetInfo info)
    {
        var rows = Findings.All.Select(finding => new ClassRow(
            finding.Name(),
            info.Count(DatasetSplit.Train, finding),
            info.Count(DatasetSplit.Val, finding),
            info.Count(DatasetSplit.Test, finding),
            info.Removed.Where(removed => removed.Class == finding.Name()).Sum(removed => removed.Images),
            PaperResults.TrainImages(finding),
            PaperResults.TestImages(finding))).ToList();
        return
        [
            .. rows,
            new ClassRow(
                "sum", rows.Sum(row => row.Train), rows.Sum(row => row.Val), rows.Sum(row => row.Test),
                rows.Sum(row => row.Removed), rows.Sum(row => row.PaperTrain), rows.Sum(row => row.PaperTest)),
        ];
    }

    /// <summary>Images of each class per collection, then the sum.</summary>
    public static IReadOnlyList<SourceRow> SourceByClass(IReadOnlyList<DatasetImage> images)
    {
        return
        [
            .. images.GroupBy(image => image.Source)
                .OrderBy(source => source.Key, StringComparer.Ordinal)
                .Select(source => Row(source.Key, [.. source])),
            Row("sum", images),
        ];

        static SourceRow Row(string name, IReadOnlyList<DatasetImage> images) => new(
            name, Count(images, Finding.Covid19), Count(images, Finding.Normal), Count(images, Finding.Pneumonia),
            images.Count(image => image.Split == DatasetSplit.Controls));

        static int Count(IReadOnlyList<DatasetImage> images, Finding finding)
            => images.Count(image => image.Split != DatasetSplit.Controls && image.Class == finding.Name());
    }
}

/// <summary>One class in table 1.</summary>
/// <param name="Class">The class's name, or <c>sum</c>.</param>
/// <param name="Train">Images in train.</param>
/// <param name="Val">Images in val.</param>
/// <param name="Test">Images in test.</param>
/// <param name="Removed">Images that could be read and are left out.</param>
/// <param name="PaperTrain">The paper's number of training images, to compare with train and val together.</param>
/// <param name="PaperTest">The paper's number of test images.</param>
public sealed record ClassRow(string Class, int Train, int Val, int Test, int Removed, int PaperTrain, int PaperTest)
{
    /// <summary>All images that could be read.</summary>
    public int BeforeRemovals => Train + Val + Test + Removed;
}

/// <summary>One collection in the table of sources and classes; removed images are not counted.</summary>
/// <param name="Source">The collection's short name, or <c>sum</c>.</param>
/// <param name="Covid19">COVID-19 images in train, val and test.</param>
/// <param name="Normal">Normal images in train, val and test.</param>
/// <param name="Pneumonia">Pneumonia images in train, val and test.</param>
/// <param name="Controls">Control images.</param>
public sealed record SourceRow(string Source, int Covid19, int Normal, int Pneumonia, int Controls);
