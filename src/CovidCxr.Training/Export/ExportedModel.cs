using CovidCxr.Core.ModelCards;

namespace CovidCxr.Training.Export;

/// <summary>What came of an export.</summary>
/// <param name="Card">The card as it stands in the file.</param>
/// <param name="Reference">What torch says of validation images; null without a dataset.</param>
public sealed record ExportedModel(ModelCard Card, ReferenceOutputs? Reference);
