using static CovidCxr.Reports.Checklists.ChecklistItem;

namespace CovidCxr.Reports.Checklists;

/// <summary>The 27 items of TRIPOD+AI, with their parts.</summary>
internal static class TripodItems
{
    /// <summary>Answers them.</summary>
    public static IReadOnlyList<ChecklistItem> Of(IAnswers answers) =>
    [
        Authors("1", "title names the model, its patients and its outcome"),
        Authors("2", "abstract by TRIPOD+AI for abstracts"),
        Authors("3a", "context of care and existing models"),
        Authors("3b", "patients, purpose and users"),
        answers.By("3c", "known inequalities between groups", Topic.Subgroups),
        Authors("4", "objectives"),
        Here("5a", "sources of the data and why they represent the patients", "How it was run", "run", ItemState.Partly),
        Authors("5b", "dates of the data", "the publishers of the collections"),
        Elsewhere("6a", "setting and centers", "docs/collections.md"),
        Elsewhere("6b", "who could be included", "docs/collections.md; the dataset's datasheet"),
        Authors("6c", "treatments", "the collections do not say"),
        Elsewhere("7", "preparation of the data, alike in all groups", "the dataset's datasheet; the model's card"),
        Elsewhere("8a", "outcome and how it was assessed", "docs/collections.md"),
        Authors("8b", "who assessed the outcome", "the publishers of the collections"),
        Authors("8c", "blinding", "the publishers of the collections"),
        Elsewhere("9a", "choice of predictors", "the picture alone: the model's card"),
        Elsewhere("9b", "definition of predictors", "the picture alone: the model's card"),
        Authors("9c", "who assessed predictors", "nobody: the picture is read by the program"),
        Authors("10", "study size", "all images that there were"),
        Elsewhere("11", "missing data", "rows without a class or picture are left out and counted: the dataset's datasheet"),
        Elsewhere("12a", "how the data were used and divided", "the dataset's datasheet"),
        Elsewhere("12b", "how predictors were handled", "the model's card"),
        answers.TrainingData("12c", "kind of model, its building and tuning"),
        answers.By("12d", "differences between centers", Topic.Collections),
        Here("12e", "all measures and plots", "every figure says what it means", "summary"),
        Elsewhere("12f", "updating of the model", "none; 'predict --prevalence' shifts probabilities and says so"),
        Here("12g", "how predictions were calculated for this evaluation", "How it was run", "run"),
        Elsewhere("13", "class imbalance and recalibration", "the recipe in the model's card"),
        answers.By("14", "fairness", Topic.Subgroups),
        answers.By("15", "output of the model and its thresholds", Topic.Calibration),
        answers.By("16", "differences between training and evaluation", Topic.Leakage),
        Authors("17", "ethics"),
        Authors("18a", "funding"),
        Authors("18b", "interests"),
        Authors("18c", "protocol"),
        Authors("18d", "registration"),
        Elsewhere("18e", "data", "public collections; docs/collections.md"),
        Elsewhere("18f", "code", "the repository"),
        Authors("19", "involvement of patients"),
        Elsewhere("20a", "flow of participants", "the dataset's datasheet"),
        answers.By("20b", "characteristics of participants", Topic.Subgroups),
        answers.External("20c", "comparison with the training data"),
        Here("21", "participants and outcomes in each analysis", "the column of images in every table", "summary"),
        Elsewhere("22", "the full model", "the model file, which predicts by itself"),
        Here("23a", "performance with intervals, also of groups", "In short", "summary"),
        answers.By("23b", "differences of performance between centers", Topic.Collections),
        Elsewhere("24", "results of updating", "none"),
        answers.By("25", "interpretation, among it fairness", Topic.Controls),
        answers.By("26", "limitations", Topic.Source),
        Elsewhere("27a", "poor or missing input", "docs/predict.md: reasons to refer"),
        Elsewhere("27b", "what users must do and know", "docs/predict.md"),
        Authors("27c", "next steps"),
    ];
}
