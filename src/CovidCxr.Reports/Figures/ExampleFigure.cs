using CovidCxr.Core;
using CovidCxr.Datasets;

namespace CovidCxr.Reports.Figures;

/// <summary>Example X-rays of one class side by side: figure 1 is Normal, figure 2 COVID-19; of pneumonia the paper shows none.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Caption">What stands below it on the page.</param>
/// <param name="XRays">The pictures, at least one, from left to right.</param>
/// <param name="Png">The PNG file, with collection and licence below each picture.</param>
internal sealed record ExampleFigure(string Name, string Caption, IReadOnlyList<ExampleXRay> XRays, byte[] Png)
{
    private static readonly (Finding Finding, string Caption)[] Rows =
    [
        (Finding.Normal, "Figure 1. Normal chest X-rays; the paper shows one."),
        (Finding.Covid19, "Figure 2. Chest X-rays of COVID-19 patients; the paper shows one."),
        (Finding.Pneumonia, "Chest X-rays of pneumonia other than COVID-19, of which the paper shows none."),
    ];

    /// <summary>A figure for every class that has examples, the paper's first.</summary>
    public static IReadOnlyList<ExampleFigure> Draw(IReadOnlyList<ExampleXRay> examples) =>
    [
        .. from row in Rows
           let ofClass = examples.Where(example => example.Origin.Class == row.Finding.Name()).ToList()
           where ofClass.Count > 0
           select new ExampleFigure(ReportFiles.Examples(row.Finding), row.Caption, ofClass, ExampleCanvas.Draw(ofClass)),
    ];

    /// <summary>Where a picture comes from, for example <c>kermany, CC BY 4.0</c>.</summary>
    public static string Credit(DatasetImage origin) => $"{origin.Source}, {(origin.Licence is "" ? "no licence given" : origin.Licence)}";
}
