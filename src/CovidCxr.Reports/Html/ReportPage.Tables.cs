using CovidCxr.Core;
using CovidCxr.Core.Paper;
using CovidCxr.Datasets;
using CovidCxr.Reports.Tables;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The paper's tables beside this run's.</content>
internal sealed partial class ReportPage
{
    private void AddDataset()
    {
        Open("dataset", "Dataset");
        var table = new HtmlTable("Table 1. Images by class", "Class", "Train, paper", "Train", "Validation", "Test, paper", "Test");
        foreach (var finding in Findings.All)
            table.Row(
                finding.Name(),
                $"{PaperResults.TrainImages(finding)}",
                Count(DatasetSplit.Train, finding),
                Count(DatasetSplit.Val, finding),
                $"{PaperResults.TestImages(finding)}",
                Count(DatasetSplit.Test, finding));
        table.SumRow(
            "Sum",
            $"{Findings.All.Sum(PaperResults.TrainImages)}",
            Sum(DatasetSplit.Train),
            Sum(DatasetSplit.Val),
            $"{Findings.All.Sum(PaperResults.TestImages)}",
            Sum(DatasetSplit.Test));
        html.Append(table);
        Note("The paper trained on all of its training images, without a validation split. Here whole patient groups are taken out of "
            + "them for validation, and every choice is made on those. The paper did not publish which 100 COVID-19 images it tested on.");
        var controls = input.DatasetCounts.Where(c => c.Split == DatasetSplit.Controls).Sum(c => c.Images);
        if (controls > 0)
            Note($"The dataset also contains {controls} images of adults without COVID-19, which belong to none of these classes: the "
                + "<a href=\"#controls\">controls</a>.");
        Close();
    }

    private string Count(DatasetSplit split, Finding finding) =>
        $"{input.DatasetCounts.Where(c => c.Split == split && c.Class == finding.Name()).Sum(c => c.Images)}";

    private string Sum(DatasetSplit split) => $"{input.DatasetCounts.Where(c => c.Split == split).Sum(c => c.Images)}";

    private void AddTable3()
    {
        Open("table3", "Loss, accuracy, precision and recall");
        var micro = new HtmlTable("Table 3. As the paper computes them", "Set", "Loss", "Accuracy", "Precision", "Recall");
        foreach (var row in Table3Row.Of(run))
        {
            if (row.Paper is { } paper)
                micro.PaperRow(
                    $"{row.Title}, paper",
                    Number(paper.Loss),
                    Number(paper.Accuracy),
                    Number(paper.Precision),
                    Number(paper.Recall));
            micro.Row(
                $"{row.Title}, this run",
                Number(row.Loss),
                WithRange(row.Run.Accuracy, row.Run.AccuracyInterval),
                Number(row.Run.AtHalf.Precision),
                Number(row.Run.AtHalf.Recall));
        }
        html.Append(micro);
        Note("Precision and recall are micro-averaged over all class probabilities above 0.5, so an image without such a probability "
            + "counts as no prediction. The losses use smoothing e = 0.12. The training loss is also weighted 10, 3, 1. The paper does "
            + "not say that its test losses are smoothed; table 4's probabilities imply it. The paper's training numbers were presumably "
            + "measured while training, with augmentation and dropout, as Keras reports them; those of this run are measured with the "
            + "final network on unaugmented images.");

        var macro = new HtmlTable(
            "Macro averages, which the paper does not give", "Set", "Precision", "Recall", "F1", "AUC", "Cross-entropy");
        foreach (var row in Table3Row.Of(run).Where(row => row.Macro))
            macro.Row(
                row.Title,
                Number(row.Run.MacroPrecision),
                Number(row.Run.MacroRecall),
                Number(row.Run.MacroF1),
                WithRange(row.Run.MacroAuc, row.Run.MacroAucInterval),
                Number(row.Run.PlainLoss));
        html.Append(macro);

        var classes = new HtmlTable("Test set by class", "Class", "Images", "Precision", "Recall", "F1", "AUC");
        foreach (var one in run.Test.Classes)
            classes.Row(
                one.Finding.Name(),
                $"{one.Images}",
                WithRange(one.Precision, one.PrecisionInterval),
                WithRange(one.Recall, one.RecallInterval),
                Number(one.F1),
                Number(one.Auc));
        html.Append(classes);
        Close();
    }

    private void AddTable4()
    {
        Open("table4", "Probability of the true class");
        var table = new HtmlTable("Table 4. Mean predicted probability of the true class, test set", "Class", "Paper", "This run");
        foreach (var one in run.Test.Classes)
        {
            var (own, paper) = (one.TrueProbability, PaperResults.TrueProbability(one.Finding));
            double? mean = own.Count == 0 ? null : own.Mean;
            table.Row(one.Finding.Name(), WithRange(paper.Mean, paper.Interval), WithRange(mean, own.Interval));
        }
        html.Append(table);
        AddFigure("table4", "Table 4 as a figure: the mean with its 95 % interval.");
        Note("The interval is the mean plus and minus 1.96 standard errors and takes the images as independent. Single images vary far "
            + "more.");
        Close();
    }

    private void AddTable5()
    {
        Open("table5", "Confusion matrix");
        var predictedAs = Findings.All.Select(f => $"classified as {f.Name()}");
        var table = new HtmlTable("Table 5. Confusion matrix of the test set", ["Actual class", .. predictedAs]);
        foreach (var actual in Findings.All)
        {
            table.PaperRow(
                $"{actual.Name()}, paper",
                Findings.All.Select(predicted => $"{PaperResults.ConfusionPercent(actual, predicted)} %"));
            table.Row($"{actual.Name()}, this run", Findings.All.Select(predicted => Cell(actual, predicted)));
        }
        html.Append(table);
        AddFigure("figure4", "Figure 4. Confusion matrix of the test set, share of each actual class: the paper's and this run's.");
        Close();
    }

    private string Cell(Finding actual, Finding predicted)
    {
        var confusion = run.Test.Confusion;
        return $"{Percent(confusion.RowPercent(actual, predicted) / 100)}"
            + $"<small>{confusion[actual, predicted]} of {confusion.Actual(actual)}</small>";
    }
}
