using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;

namespace CovidCxr.Reports.Tables;

/// <summary>A row of table 3: a measured set beside the paper's numbers.</summary>
/// <param name="Set">The name of the set in files.</param>
/// <param name="Title">The name of the set on the page.</param>
/// <param name="Run">This run's metrics.</param>
/// <param name="Loss">This run's loss of the kind that the paper gives for such a set.</param>
/// <param name="Paper">The paper's row; null for the validation split, which the paper did not have.</param>
/// <param name="Macro">Whether macro averages are meaningful; not for a set of one class.</param>
internal sealed record Table3Row(string Set, string Title, ClassificationMetrics Run, double Loss, PaperTable3Row? Paper, bool Macro)
{
    /// <summary>The rows of all measured sets, in the paper's order.</summary>
    public static IEnumerable<Table3Row> Of(EvaluationMetrics run)
    {
        if (run.Train is { } train)
            yield return new("train", "Train", train, train.PaperTrainingLoss, PaperResults.Train, true);
        if (run.Val is { } val)
            yield return new("val", "Validation", val, val.PaperTestLoss, null, true);
        yield return new("test", "Test", run.Test, run.Test.PaperTestLoss, PaperResults.Test, true);
        if (run.TestCovid19 is { } covid)
            yield return new("test_covid19", "COVID-19 images of test", covid, covid.PaperTestLoss, PaperResults.TestCovid19, false);
    }
}
