using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Tables;

/// <summary>Writes <c>metrics.json</c>: always the same keys in the same order, null for values not measured or undefined.</summary>
internal static class MetricsJson
{
    public static byte[] Write(EvaluationInput input, EvaluationMetrics run)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json.Writer(indented: true)))
        {
            json.WriteStartObject();
            WriteRun(json, input);
            WriteSet(json, "train", run.Train);
            WriteSet(json, "val", run.Val);
            WriteSet(json, "test", run.Test);
            WriteSet(json, "test_covid19", run.TestCovid19);
            WriteControls(json, run.Controls);
            WriteDistorted(json, input);
            WritePaper(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteRun(Utf8JsonWriter json, EvaluationInput input)
    {
        json.WriteString("recipe", input.Recipe);
        json.WriteNumber("seed", input.Seed);
        json.WriteString("model", input.Model);
        json.WriteString("fingerprint", input.Fingerprint);
        json.WriteString("version", input.Version);
        json.WriteString("command", input.Command);
        json.WriteString("processor", input.Processor);
        json.WriteString("date", input.Date.ToString("yyyy-MM-dd"));
        json.WriteStartObject("dataset");
        json.WriteString("fingerprint", input.DatasetFingerprint);
        json.WriteStartArray("counts");
        foreach (var count in input.DatasetCounts)
        {
            json.WriteStartObject();
            json.WriteString("split", count.Split.ToString().ToLowerInvariant());
            json.WriteString("class", count.Class);
            json.WriteNumber("images", count.Images);
            json.WriteNumber("patients", count.Patients);
            json.WriteNumber("groups", count.Groups);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, string name, ClassificationMetrics? set)
    {
        if (set is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("images", set.Images);
        json.WriteNumber("groups", set.Groups);
        Number(json, "accuracy", set.Accuracy);
        Range(json, "accuracy_interval", set.AccuracyInterval);
        Number(json, "cross_entropy", set.PlainLoss);
        Number(json, "smoothed_loss", set.PaperTestLoss);
        Number(json, "weighted_smoothed_loss", set.PaperTrainingLoss);
        Number(json, "micro_precision", set.AtHalf.Precision);
        Number(json, "micro_recall", set.AtHalf.Recall);
        Number(json, "macro_precision", set.MacroPrecision);
        Number(json, "macro_recall", set.MacroRecall);
        Number(json, "macro_f1", set.MacroF1);
        Number(json, "macro_auc", set.MacroAuc);
        Range(json, "macro_auc_interval", set.MacroAucInterval);
        Number(json, "ece", set.Calibration.Expected);
        foreach (var one in set.Classes)
            WriteClass(json, one);
        json.WriteStartArray("confusion");
        foreach (var actual in Findings.All)
            json.WriteRawValue($"[{string.Join(", ", Findings.All.Select(predicted => set.Confusion[actual, predicted]))}]");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter json, ClassMetrics one)
    {
        json.WriteStartObject(one.Finding.Key());
        json.WriteNumber("images", one.Images);
        json.WriteNumber("predicted", one.Predicted);
        Number(json, "precision", one.Precision);
        Range(json, "precision_interval", one.PrecisionInterval);
        Number(json, "recall", one.Recall);
        Range(json, "recall_interval", one.RecallInterval);
        Number(json, "f1", one.F1);
        Number(json, "auc", one.Auc);
        Number(json, "true_class_probability", one.TrueProbability.Mean);
        Range(json, "true_class_probability_interval", one.TrueProbability.Interval);
        json.WriteEndObject();
    }

    private static void WriteControls(Utf8JsonWriter json, ControlsMetrics? controls)
    {
        if (controls is null)
        {
            json.WriteNull("controls");
            return;
        }
        json.WriteStartObject("controls");
        json.WriteNumber("images", controls.Images);
        json.WriteNumber("groups", controls.Groups);
        Number(json, "auc_vs_covid19", controls.AucVersusCovid19);
        Range(json, "auc_vs_covid19_interval", controls.AucInterval);
        Number(json, "called_covid19", controls.CalledCovid19);
        Range(json, "called_covid19_interval", controls.CalledCovid19Interval);
        json.WriteStartArray("by_finding");
        foreach (var row in controls.ByFinding)
        {
            json.WriteStartObject();
            json.WriteString("finding", row.Finding);
            json.WriteNumber("images", row.Images);
            json.WriteNumber("called_covid19", row.CalledCovid19);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDistorted(Utf8JsonWriter json, EvaluationInput input)
    {
        var rows = DistortionRow.Of(input);
        if (rows.Count == 0)
        {
            json.WriteNull("val_distorted");
            return;
        }
        json.WriteStartObject("val_distorted");
        Number(json, "mean_accuracy", rows.Skip(1).Average(row => row.Confusion.Accuracy));
        foreach (var row in rows.Skip(1))
        {
            json.WriteStartObject(row.Name);
            Number(json, "accuracy", row.Confusion.Accuracy);
            foreach (var finding in Findings.All)
                Number(json, $"recall_{finding.Key()}", row.Confusion.Recall(finding));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WritePaper(Utf8JsonWriter json)
    {
        json.WriteStartObject("paper");
        WritePaperSet(json, "train", PaperResults.Train);
        WritePaperSet(json, "test", PaperResults.Test);
        WritePaperSet(json, "test_covid19", PaperResults.TestCovid19);
        json.WriteEndObject();
    }

    private static void WritePaperSet(Utf8JsonWriter json, string name, PaperTable3Row row)
    {
        json.WriteStartObject(name);
        Number(json, "loss", row.Loss);
        Number(json, "accuracy", row.Accuracy);
        Number(json, "micro_precision", row.Precision);
        Number(json, "micro_recall", row.Recall);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, Rounding.Six(number));
        else
            json.WriteNull(name);
    }

    private static void Range(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } range)
        {
            json.WriteNull(name);
            return;
        }
        // Written raw to keep an interval on one line.
        json.WritePropertyName(name);
        json.WriteRawValue($"[{Rounding.Six(range.Low)}, {Rounding.Six(range.High)}]");
    }
}
