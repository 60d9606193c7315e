using static CovidCxr.Reports.Checklists.ChecklistItem;

namespace CovidCxr.Reports.Checklists;

/// <summary>The 44 items of CLAIM 2024.</summary>
internal static class ClaimItems
{
    /// <summary>Answers them.</summary>
    public static IReadOnlyList<ChecklistItem> Of(IAnswers answers) =>
    [
        Authors("1", "title or abstract name the study as one of AI and the kind of method"),
        Authors("2", "abstract with design, methods, results and conclusions"),
        Authors("3", "background, intended use and role of the method"),
        Authors("4", "aims, objectives and hypotheses"),
        Authors("5", "prospective or retrospective"),
        Authors("6", "goal of the study"),
        Here("7", "sources of the data", "How it was run", "run"),
        Elsewhere("8", "inclusion and exclusion", "the dataset's datasheet, skipped.csv and removed.csv"),
        Elsewhere("9", "preprocessing", "the model's card (covidcxr model show)"),
        Elsewhere("10", "selection of parts of the data", "the dataset's datasheet"),
        Authors("11", "de-identification", "the publishers of the collections"),
        Elsewhere("12", "missing data", "rows without a class or picture are left out and counted: the dataset's datasheet"),
        Authors("13", "image acquisition", "the publishers of the collections"),
        Elsewhere("14", "definition of the reference standard", "docs/collections.md says how each collection is labelled"),
        Authors("15", "why this reference standard"),
        Elsewhere("16", "source of the reference standard", "docs/collections.md; the manifest's columns finding and label_by"),
        Elsewhere("17", "annotation of the test set", "as the collections were published: docs/collections.md, the manifest's label_by"),
        Authors("18", "variability of the annotators", "the collections have one reading per image"),
        Elsewhere("19", "how data were divided", "the dataset's datasheet; whole patient groups by a seed"),
        answers.By("20", "level at which the parts are disjoint", Topic.Leakage),
        Authors("21", "intended sample size", "all images that there were"),
        Elsewhere("22", "the model in detail", "the model's card and its recipe"),
        Elsewhere("23", "software and libraries", "the card's version; Directory.Packages.props pins the libraries"),
        Elsewhere("24", "initial weights", "the recipe in the model's card"),
        answers.TrainingData("25", "training in detail"),
        Elsewhere("26", "how the final model was chosen", "the recipe's 'select' and docs/lab"),
        Elsewhere("27", "ensembles", "none; a recipe with a teacher says so"),
        Here("28", "measures of performance", "In short; every figure says what it means", "summary"),
        Here("29", "uncertainty", "95 % intervals by bootstrap over patient groups", "summary"),
        answers.By("30", "robustness", Topic.Robustness),
        answers.By("31", "explanations", Topic.Explanations),
        Here("32", "evaluation on internal data", "In short", "summary"),
        answers.External("33", "testing on external data"),
        Authors("34", "trial registration", "not a trial"),
        Elsewhere("35", "numbers included and excluded", "the dataset's datasheet"),
        answers.By("36", "characteristics of the patients", Topic.Subgroups),
        Here("37", "performance with uncertainty", "In short", "summary"),
        answers.By("38", "estimates of diagnostic accuracy", Topic.Calibration),
        answers.By("39", "analysis of failures", Topic.Labels),
        answers.By("40", "limitations, among them bias", Topic.Controls),
        Authors("41", "what it means for practice"),
        Authors("42", "full protocol"),
        Elsewhere("43", "availability of software, model and data", "the repository; the collections' licences"),
        Authors("44", "funding"),
    ];
}
