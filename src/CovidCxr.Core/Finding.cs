namespace CovidCxr.Core;

/// <summary>The three classes of the paper, with its indices (Zhong 2020, table 1).</summary>
public enum Finding
{
    /// <summary>COVID-19, class 0.</summary>
    Covid19 = 0,

    /// <summary>No finding, class 1.</summary>
    Normal = 1,

    /// <summary>Pneumonia other than COVID-19, class 2.</summary>
    Pneumonia = 2,
}

/// <summary>The names of the findings in tables, folders and keys.</summary>
public static class Findings
{
    /// <summary>The findings in the paper's order; a finding's index is its class.</summary>
    public static IReadOnlyList<Finding> All { get; } = [Finding.Covid19, Finding.Normal, Finding.Pneumonia];

    /// <summary>The number of classes, 3.</summary>
    public static int Count => All.Count;

    /// <summary>The name in tables and in the manifest's column <c>class</c>: <c>COVID-19</c>, <c>Normal</c> or <c>Pneumonia</c>.</summary>
    public static string Name(this Finding finding) => finding switch
    {
        Finding.Covid19 => "COVID-19",
        Finding.Normal => "Normal",
        Finding.Pneumonia => "Pneumonia",
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "not one of the three findings"),
    };

    /// <summary>The name of its folder in a dataset's split: <c>COVID19</c>, <c>NORMAL</c> or <c>PNEUMONIA</c>.</summary>
    public static string Folder(this Finding finding) => finding.Name().Replace("-", "").ToUpperInvariant();

    /// <summary>The name in file names, columns and keys: <c>covid19</c>, <c>normal</c> or <c>pneumonia</c>.</summary>
    public static string Key(this Finding finding) => finding.Folder().ToLowerInvariant();

    /// <summary>The finding with the highest probability; the first of equal ones.</summary>
    /// <param name="probabilities">[3], in the order of <see cref="All"/>.</param>
    public static Finding MostLikely(IReadOnlyList<double> probabilities)
    {
        var best = 0;
        for (var k = 1; k < probabilities.Count; k++)
            if (probabilities[k] > probabilities[best])
                best = k;
        return (Finding)best;
    }

    /// <summary>Reads a name as <see cref="Name"/> writes it; null if it is none of the three.</summary>
    public static Finding? FromName(string name)
    {
        foreach (var finding in All)
            if (finding.Name() == name)
                return finding;
        return null;
    }
}
