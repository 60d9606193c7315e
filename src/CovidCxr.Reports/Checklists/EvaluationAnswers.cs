using CovidCxr.Core.Evaluation;

namespace CovidCxr.Reports.Checklists;

/// <summary>Answers the items of guidelines from an evaluation, which measures less than an audit.</summary>
/// <param name="input">The scored images.</param>
/// <param name="run">What was measured of them.</param>
internal sealed class EvaluationAnswers(EvaluationInput input, EvaluationMetrics run) : IAnswers
{
    private const string ByAudit = "not measured here; 'covidcxr audit' measures it";

    /// <inheritdoc/>
    public ChecklistItem By(string number, string asks, Topic topic)
    {
        ChecklistItem Here(string where, string anchor, ItemState state = ItemState.Done) =>
            ChecklistItem.Here(number, asks, where, anchor, state);
        ChecklistItem No(string why) => new(number, asks, ItemState.NotDone, why);
        return topic switch
        {
            Topic.Controls when run.Controls is not null => Here("Does the model read the lungs?", "controls"),
            Topic.Controls => No("no adult without COVID-19 of the same collections was scored"),
            Topic.Collections when input.BySource.Count > 0 => ChecklistItem.Elsewhere(number, asks, ReportFiles.BySource),
            Topic.Robustness when input.Distorted.Count > 0 => Here("Does it cope with other images?", "distortions"),
            Topic.Robustness => No("not measured: give --distortions, or see 'covidcxr audit'"),
            Topic.Leakage when input.Train.Count > 0 =>
                Here("whole patient groups; 'covidcxr audit' looks for near-copies", "dataset", ItemState.Partly),
            Topic.Calibration => Here("Calibration; 'covidcxr audit' has decision curves, PPV and NPV", "calibration", ItemState.Partly),
            _ => No(ByAudit),
        };
    }

    /// <inheritdoc/>
    public ChecklistItem External(string number, string asks) => new(
        number, asks, ItemState.NotDone, "not told apart here; 'covidcxr audit' and 'covidcxr holdout' measure collections never seen");

    /// <inheritdoc/>
    public ChecklistItem TrainingData(string number, string asks) => input.Train.Count > 0
        ? ChecklistItem.Here(number, asks, "Dataset; the dataset's datasheet", "dataset", ItemState.Partly)
        : new(number, asks, ItemState.NotDone, "the training images are not at hand");
}
