using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>Training curves, ROC curves and calibration.</content>
internal sealed partial class ReportPage
{
    private void AddCurves()
    {
        Open("curves", "Training");
        if (input.History.Count == 0)
        {
            Text("No record of the training came with this model, so figures 5 and 6 are left out.");
        }
        else
        {
            AddFigure("figure5", "Figure 5. Loss and accuracy by epoch.");
            AddFigure("figure6", "Figure 6. Precision and recall by epoch, micro-averaged at 0.5.");
            Note("The training curves were measured while training, over augmented images; their loss is the one that the recipe "
                + "minimises. The second curve is the validation split; its loss is neither weighted nor smoothed. The paper shows its "
                + "test set instead; the grey line is its final value (table 3).");
        }
        Close();
    }

    private void AddRoc()
    {
        Open("roc", "ROC curves");
        AddFigure("roc", "Each class of the test set against the other two. The paper has no such figure.");
        Text($"The macro-averaged area under the curves is {Number(run.Test.MacroAuc)}"
            + (run.Test.MacroAucInterval is { } interval ? $" (95 % interval {Range(interval)})." : "."));
        Close();
    }

    private void AddCalibration()
    {
        var calibration = run.Test.Calibration;
        var excess = calibration.Bins.Sum(bin => bin.Count * (bin.Confidence - bin.Accuracy)) / run.Test.Images;
        Open("calibration", "Calibration");
        AddFigure("reliability", "Reliability diagram of the test set. The bars are the gaps that the calibration error averages.");
        Text($"The expected calibration error is {Number(calibration.Expected)} over {calibration.Bins.Count} bins of equal mass: the mean "
            + "difference between the probability of the predicted class and the share of images classified correctly. "
            + (Math.Abs(excess) < 0.005
                ? "Overall, the model is neither overconfident nor underconfident."
                : $"Overall, the model is {(excess > 0 ? "overconfident" : "underconfident")} by {Number(Math.Abs(excess))}."));
        Close();
    }
}
