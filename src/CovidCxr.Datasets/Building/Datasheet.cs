using System.Text;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Writes a dataset's README: what is in it, where it comes from, what was left out and why.</summary>
internal static class Datasheet
{
    /// <summary>Writes the text in Markdown.</summary>
    /// <param name="info">The description of the dataset.</param>
    /// <param name="images">The rows of its manifest.</param>
    /// <param name="sources">All collections that were looked for.</param>
    public static string Of(DatasetInfo info, IReadOnlyList<DatasetImage> images, IReadOnlyList<ISource> sources)
    {
        var text = new StringBuilder();
        WriteTable1(text, info, sources);
        WriteSources(text, images, sources);
        WriteRules(text, info, sources);
        Section(text, "Left out after reading (removed.csv)", "class | reason | images", "---|---|---",
            info.Removed.Select(removed => $"{removed.Class} | {removed.Reason} | {removed.Images}"));
        Section(text, "Not usable (skipped.csv)", "source | reason | rows or files", "---|---|---",
            info.Skipped.Select(skipped => $"{skipped.Source} | {skipped.Reason} | {skipped.Files}"));
        if (info.Notes.Count + info.Warnings.Count > 0)
            text.Append("\n## Notes\n\n").AppendJoin("", info.Warnings.Concat(info.Notes).Select(note => $"- {note}\n"));
        text.Append("""

            ## Files

            `manifest.csv` has one row per image; width, height and sha256 are the original file's. `sha256sum -c SHA256SUMS`
            """).Append(" checks all files.\n");
        return text.ToString();
    }

    private static void WriteTable1(StringBuilder text, DatasetInfo info, IReadOnlyList<ISource> sources)
    {
        string[] kinds = [.. new[]
        {
            sources.OfType<IPublicSource>().Any() ? "public collections" : null,
            sources.Any(source => source is not IPublicSource) ? "own images" : null,
        }.OfType<string>()];
        var origin = $"built by CovidCxr {info.Version} with seed {info.Seed} from {string.Join(" and ", kinds)}";
        text.Append($"""
            # COVID-19-CXR-Dataset

            Frontal chest X-rays of three classes, {origin}: 8-bit grey PNG,
            {info.Size} x {info.Size} pixels, stretched. For research only; not for diagnosis.

            ## Table 1

            Images per class, beside the paper's (Zhong 2020), whose training images are train and val here.

            | class | train | val | test | left out | sum before | paper train | paper test |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var row in DatasetTables.Table1(info))
            text.Append($"| {row.Class} | {row.Train} | {row.Val} | {row.Test} | {row.Removed} | {row.BeforeRemovals} ")
                .Append($"| {row.PaperTrain} | {row.PaperTest} |\n");
        if (info.Without.Count > 0)
            text.Append($"\nLeft out by name ({ClassRule.Option}): {string.Join(", ", info.Without)}.\n");
    }

    private static void WriteSources(StringBuilder text, IReadOnlyList<DatasetImage> images, IReadOnlyList<ISource> sources)
    {
        text.Append("""

            ## Sources

            | source | COVID-19 | Normal | Pneumonia | controls | published as |
            |---|---|---|---|---|---|

            """);
        foreach (var row in DatasetTables.SourceByClass(images))
            text.Append($"| {row.Source} | {row.Covid19} | {row.Normal} | {row.Pneumonia} | {row.Controls} ")
                .Append($"| {sources.FirstOrDefault(source => source.Name == row.Source)?.Citation} |\n");
        text.Append("""

            Every image keeps its own licence (column `licence`); some forbid commercial use or changed copies, and a blank means that the
            collection does not say.

            ## What goes with the class

            A network can score well by telling the sources apart. In the paper's collections COVID-19 is adults from many hospitals, Normal
            and Pneumonia are children aged 1 to 5 from one. The controls of the collections of the COVID-19 images (adults without
            COVID-19) are there to measure that.

            """).Append($"{Confounding.Sentence(images)}\n");
        WriteConfounder(text, "age, years", Confounding.ByAge(images));
        WriteConfounder(text, "view", Confounding.ByView(images));
    }

    private static void WriteConfounder(StringBuilder text, string name, IReadOnlyList<ConfounderRow> rows)
    {
        text.Append($"\n| {name} | COVID-19 | Normal | Pneumonia |\n|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append($"| {row.Value} | {row.Covid19} | {row.Normal} | {row.Pneumonia} |\n");
    }

    private static void WriteRules(StringBuilder text, DatasetInfo info, IReadOnlyList<ISource> sources)
    {
        var published = AuthorsOf(SplitPolicy.Published);
        var older = sources.Where(source => source.Released < LabelConflicts.FirstYearOfCovid).ToList();
        var publishedBefore = string.Join(" or ", older.Select(source => $"{FirstAuthor(source)} published in {source.Released}"));
        var years = string.Join(" or ", older.Select(source => source.Released).Distinct());
        text.Append($"""

            ## How it was divided

            - Published test and val images ({published}) are test. COVID-19 test images are drawn by whole patient groups; a tenth of the
              training groups of every class is val.

            """);
        if (AuthorsOf(SplitPolicy.TrainOnly) is { Length: > 0 } trainOnly)
            text.Append($"- No image of {trainOnly} is test.\n");
        if (AuthorsOf(SplitPolicy.ExternalTest) is { Length: > 0 } external)
            text.Append($"- Every image of {external} is test, on top of the COVID-19 test images that are drawn.\n");
        text.Append($"""
            - Patients who share a picture, under whatever name and source, are one group (column `group`); no group is in two of train, val
              and test. A repeated picture inside one split stays, as in the paper, and names the first in `duplicate_of`.
            - A group with published test images keeps only those; its training images are left out.
            - A picture that {publishedBefore} as Normal or Pneumonia and that another collection calls COVID-19 stays what it was in
              {years}; the COVID-19 copy is left out. Copies labelled Normal and Pneumonia are all left out.
            - A control is left out if its picture is also one of the three classes', or if its patient group is in train or val: a network
              that has learned a patient as COVID-19 cannot be measured on the same patient. Controls may share a group with test.

            """);
        text.Append($"\n{info.Duplicates} images repeat another; {info.JoinedGroups} groups join several patients.\n");

        string AuthorsOf(SplitPolicy policy)
            => string.Join(", ", sources.Where(source => source.SplitPolicy == policy).Select(FirstAuthor));
    }

    private static string FirstAuthor(ISource source) => source.Citation.Split(',')[0];

    private static void Section(StringBuilder text, string title, string heading, string rule, IEnumerable<string> rows)
    {
        text.Append($"\n## {title}\n\n| {heading} |\n|{rule}|\n");
        foreach (var row in rows)
            text.Append($"| {row} |\n");
    }
}
