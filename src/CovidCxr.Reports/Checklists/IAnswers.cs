namespace CovidCxr.Reports.Checklists;

/// <summary>Answers those items of a guideline that depend on what a report measured.</summary>
internal interface IAnswers
{
    /// <summary>An item that is answered if something was measured.</summary>
    /// <param name="number">Its number in the guideline.</param>
    /// <param name="asks">What it asks for.</param>
    /// <param name="topic">What must have been measured.</param>
    ChecklistItem By(string number, string asks, Topic topic);

    /// <summary>The item about external data: collections that the model has never seen.</summary>
    /// <inheritdoc cref="By" path="/param"/>
    ChecklistItem External(string number, string asks);

    /// <summary>The item about the training data: whether their dataset was at hand.</summary>
    /// <inheritdoc cref="By" path="/param"/>
    ChecklistItem TrainingData(string number, string asks);
}

/// <summary>What a report can measure, beside how accurate a model is.</summary>
internal enum Topic
{
    /// <summary>COVID-19 against others of the same collections.</summary>
    Controls,

    /// <summary>Single collections.</summary>
    Collections,

    /// <summary>What tells the source of a picture.</summary>
    Source,

    /// <summary>Changed pictures.</summary>
    Robustness,

    /// <summary>Images and patients that were trained on.</summary>
    Leakage,

    /// <summary>Kinds of patients.</summary>
    Subgroups,

    /// <summary>Probabilities and what acting on them is worth.</summary>
    Calibration,

    /// <summary>Heat maps.</summary>
    Explanations,

    /// <summary>Doubtful labels, and so single failures.</summary>
    Labels,
}
