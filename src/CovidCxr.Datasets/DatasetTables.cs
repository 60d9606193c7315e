using CovidCxr.Core;
using CovidCxr.Core.Paper;

namespace CovidCxr.Datasets;

/// <summary>A dataset's tables as plain numbers.</summary>
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
            PaperTable1.Train(finding),
            PaperTable1.Test(finding))).ToList();
        return
        [
            .. rows,
            new ClassRow(
                "sum", rows.Sum(row => row.Train), rows.Sum(row => row.Val), rows.Sum(row => row.Test),
                rows.Sum(row => row.Removed), rows.Sum(row => row.PaperTrain), rows.Sum(row => row.PaperTest)),
        ];
    }

    /// <summary>How many images of each class come from which collection, then the sum.</summary>
    public static IReadOnlyList<SourceRow> SourceByClass(IReadOnlyList<DatasetImage> images)
    {
        return [.. images.GroupBy(image => image.Source).OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => Row(source.Key, [.. source])), Row("sum", images)];

        static SourceRow Row(string name, IReadOnlyList<DatasetImage> images) => new(
            name, Count(images, Finding.Covid19), Count(images, Finding.Normal), Count(images, Finding.Pneumonia),
            images.Count(image => image.Split == DatasetSplit.Controls));

        static int Count(IReadOnlyList<DatasetImage> images, Finding finding)
            => images.Count(image => image.Split != DatasetSplit.Controls && image.Class == finding.Name());
    }
}
