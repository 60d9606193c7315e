using CovidCxr.Core.ModelCards;
using CovidCxr.Reports.Figures;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>Curves of training, ROC and calibration.</content>
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
            Picture("figure5", "Figure 5. Loss and accuracy against the epoch.");
            Picture("figure6", "Figure 6. Precision and recall against the epoch, micro-averaged at 0.5.");
            Note("The training curves are taken while training, over augmented images; their loss is the one that the recipe "
                + "minimises. The second curve is the validation part, its loss neither weighted nor smoothed. The paper drew its test set there; the grey line is where that ended (table 3).");
        }
        Close();
    }

    private void AddRoc()
    {
        Open("roc", "ROC curves");
        Picture("roc", "Each class of the test set against the other two. The paper has no such figure.");
        Text($"The macro-averaged area under the curves is {Number(run.Test.MacroAuc)}"
            + (run.Test.MacroAucInterval is { } interval ? $" (95 % interval {Range(interval)})." : "."));
        Close();
    }

    private void AddCalibration()
    {
        var calibration = run.Test.Calibration;
        var tooSure = calibration.Bins.Sum(bin => bin.Count * (bin.Confidence - bin.Accuracy)) / run.Test.Images;
        Open("calibration", "Calibration");
        Picture("reliability", "Reliability diagram of the test set. The bars are the gaps that the calibration error averages.");
        Text($"The expected calibration error is {Number(calibration.Expected)} over {calibration.Bins.Count} bins of equal mass: that far apart are, on average, "
            + "the probability of the predicted class and the share of images read right. "
            + (Math.Abs(tooSure) < 0.005
                ? "On the whole, the model is neither too sure nor too unsure."
                : $"On the whole, the model is {(tooSure > 0 ? "too sure" : "not sure enough")} of itself, by {Number(Math.Abs(tooSure))}."));
        Close();
    }
}
