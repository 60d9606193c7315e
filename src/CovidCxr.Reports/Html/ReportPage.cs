using System.Text;
using CovidCxr.Core.Evaluation;
using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Figures;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <summary>
/// Writes <c>report.html</c>: one self-contained page without scripts. It is also well-formed XML, so that other programs can read it.
/// </summary>
internal sealed partial class ReportPage
{
    private readonly EvaluationInput input;
    private readonly EvaluationMetrics run;
    private readonly IReadOnlyDictionary<string, Figure> figures;
    private readonly IReadOnlyList<ExampleFigure> examples;
    private readonly StringBuilder html = new();

    private ReportPage(
        EvaluationInput input, EvaluationMetrics run, IEnumerable<Figure> figures, IReadOnlyList<ExampleFigure> examples)
    {
        this.input = input;
        this.run = run;
        this.figures = figures.ToDictionary(figure => figure.Name);
        this.examples = examples;
    }

    public static byte[] Write(
        EvaluationInput input, EvaluationMetrics run, IEnumerable<Figure> figures, IReadOnlyList<ExampleFigure> examples)
    {
        var page = new ReportPage(input, run, figures, examples);
        page.AddHead();
        page.AddSummary();
        page.AddContents();
        page.AddDataset();
        page.AddExamples();
        page.AddTable3();
        page.AddTable4();
        page.AddTable5();
        page.AddCurves();
        page.AddRoc();
        page.AddCalibration();
        page.AddControls();
        page.AddDistortions();
        foreach (var checklist in Checklist.Of(new EvaluationAnswers(input, run)))
            page.html.Append(HtmlParts.Section(checklist));
        page.AddHowItWasRun();
        page.html.Append(HtmlPage.End);
        return Encoding.UTF8.GetBytes(page.html.ToString());
    }

    private void AddHead()
    {
        var title = $"Recipe {input.Recipe}, seed {input.Seed}";
        html.Append(HtmlPage.Begin(
            $"{Escape(title)} · CovidCxr evaluation",
            $"CovidCxr {Escape(input.Version)} · evaluation · {input.Date:yyyy-MM-dd}",
            title,
            input.Model,
            "<strong>Not a medical device.</strong> This page describes a research model on public images.\n"
            + "It must not be used to diagnose or treat anyone."));
    }

    private void AddContents() => html.Append(HtmlParts.Contents(
    [
        ("controls", "Does the model read the lungs?"), ("dataset", "Dataset"), ("examples", "Example X-rays"),
        ("table3", "Loss, accuracy, precision and recall"), ("table4", "Probability of the true class"), ("table5", "Confusion matrix"),
        ("curves", "Training"), ("roc", "ROC curves"), ("calibration", "Calibration"),
        .. input.Distorted.Count > 0 ? new[] { ("distortions", "Does it cope with other images?") } : [],
        ("claim", "CLAIM 2024"), ("tripod", "TRIPOD+AI"), ("run", "How it was run"),
    ]));

    private void Open(string id, string heading) => html.Append($"<section id=\"{id}\">\n<h2>{Escape(heading)}</h2>\n");

    private void Close() => html.Append("</section>\n");

    private void Text(string paragraph) => html.Append($"<p>{paragraph}</p>\n");

    private void Note(string paragraph) => html.Append($"<p class=\"note\">{paragraph}</p>\n");

    private void AddFigure(string name, string caption) => html.Append(HtmlParts.Figure(figures[name], caption));
}
