using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Audit.Sections;

/// <summary>COVID-19 against adults without it from the same collections: the one comparison that the source cannot decide.</summary>
internal sealed class SameSourceControls : IAuditQuestion
{
    /// <summary>The key of the AUC, also in the headline.</summary>
    public const string AucKey = "auc_vs_controls", CalledKey = "controls_called_covid19";

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var section = new AuditSection(
            1, "same_source_controls", "Same-source controls",
            "Does the model tell COVID-19 from other findings of adults in the same collections, where neither source nor age gives it "
            + "away?");
        if (context.Controls.Count == 0)
            return section with { Notes = [WhyNot(context)] };
        var controls = ControlsMetrics.Measure(context.Test, context.Controls);
        return section with
        {
            Figures =
            [
                new(AucKey, "AUC, COVID-19 against controls", controls.AucVersusCovid19, controls.AucInterval,
                    controls.Images + controls.CovidImages,
                    "How often a COVID-19 image scores above an adult without COVID-19 of the same collections; 0.5 is chance, 1 is "
                    + "perfect.")
                {
                    IsAlarm = controls.AucInterval is { Low: <= 0.5 },
                    AlarmIf = "the interval holds 0.5",
                },
                new(CalledKey, "controls called COVID-19", controls.CalledCovid19, controls.CalledCovid19Interval, controls.Images,
                    "The share of adults without COVID-19 whom the model calls COVID-19 all the same; 0 is perfect.")
                {
                    IsAlarm = controls.CalledCovid19Interval?.Low > AdultsWarning.Limit,
                    AlarmIf = $"the interval lies above {AdultsWarning.Limit}",
                },
            ],
            Tables =
            [
                new("controls_by_finding", "Controls by finding", ["finding", "images", "called COVID-19"],
                    [.. controls.ByFinding.Select(row => (IReadOnlyList<object?>)[row.Finding, row.Images, row.CalledCovid19])]),
            ],
            Notes = controls.CovidImages == 0 ? ["no image is COVID-19, so an AUC is not defined"] : [],
        };
    }

    private static string WhyNot(AuditContext context) => context.Subject.Images.Split switch
    {
        Datasets.DatasetSplit.Val =>
            "not measured: the controls belong to the test; audit the test split once everything is chosen (--split test)",
        null => "not measured: the images hold no adult without COVID-19 (another finding than the three classes is a control)",
        _ => $"not measured: there are no controls of the collections that the {Finding.Covid19.Name()} images come from",
    };
}
