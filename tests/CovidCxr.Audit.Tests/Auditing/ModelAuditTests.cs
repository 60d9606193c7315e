using CovidCxr.Audit.Auditing;
using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using Xunit;

namespace CovidCxr.Audit.Tests.Auditing;

public sealed class ModelAuditTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_that_reads_a_mark_in_the_border_raises_the_alarms_about_lungs_and_source()
    {
        var audit = Audit(HandMadeModel.Cheating(), DrawnPatients.Draw(90, isMarked: true));

        Assert.True(Value(audit, "headline", "accuracy") > 0.95);
        Assert.Contains("without_lungs", Alarms(audit));
        Assert.Contains("source_readability", Alarms(audit));
        Assert.True(Figure(audit, "without_lungs", "auc_lungs_erased").IsAlarm);
        Assert.True(Figure(audit, "without_lungs", "auc_border_only").IsAlarm);
    }

    [Fact]
    public void A_model_that_reads_the_lungs_raises_neither()
    {
        var audit = Audit(HandMadeModel.Honest(), DrawnPatients.Draw(90));

        Assert.True(Value(audit, "headline", "accuracy") > 0.95);
        Assert.DoesNotContain("without_lungs", Alarms(audit));
        Assert.DoesNotContain("source_readability", Alarms(audit));
        Assert.InRange(Value(audit, "without_lungs", "auc_lungs_erased"), 0.3, 0.7);
        Assert.True(Value(audit, "without_lungs", "accuracy_lungs_only") > 0.9);
    }

    [Fact]
    public void A_model_that_fails_where_it_was_not_trained_raises_the_alarm_about_sources()
    {
        // In the second hospital the stripes mean another class.
        var images = DrawnPatients.Draw(
            120, sourceOf: patient => patient < 60 ? "first" : "second", shift: source => source == "first" ? 0 : 1);

        var audit = Audit(HandMadeModel.Honest("first"), images);

        var gap = Figure(audit, "across_sources", "gap");
        Assert.True(gap.IsAlarm);
        Assert.True(gap.Interval!.Value.Low > 0.5);
        Assert.DoesNotContain("across_sources", Alarms(Audit(HandMadeModel.Honest("first", "second"), images)));
    }

    [Fact]
    public void Every_figure_has_a_sentence_and_an_interval_or_says_that_it_is_not_defined()
    {
        var audit = Audit(HandMadeModel.Honest(), DrawnPatients.Draw(90));

        Assert.Equal(Enumerable.Range(1, 10), audit.Sections.Select(section => section.Number));
        Assert.All(audit.Sections.SelectMany(section => section.Figures), figure =>
        {
            Assert.EndsWith(".", figure.Meaning);
            Assert.True(figure.Images > 0);
            if (figure is { Value: { } value, Interval: { } interval })
                Assert.InRange(value, interval.Low - 1e-9, interval.High + 0.2); // the calibration error is biased upward in resamples
        });
        Assert.All(audit.Sections, section => Assert.True(section.IsMeasured || section.Notes.Count > 0));
        Assert.Contains("not measured", audit.Sections[0].Notes[0]); // no controls
    }

    [Fact]
    public void Without_one_of_the_classes_what_needs_it_is_not_defined()
    {
        var all = DrawnPatients.Draw(90);
        var audit = Audit(HandMadeModel.Honest(), all with { Test = [.. all.Test.Where(image => image.Class == Finding.Normal)] });

        Assert.Null(Figure(audit, "headline", "auc").Value);
        Assert.Contains(audit.Notes, note => note.StartsWith("no image is COVID-19", StringComparison.Ordinal));
        Assert.DoesNotContain(
            audit.Sections.SelectMany(section => section.Figures),
            figure => figure.Key.StartsWith("net_benefit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stopped_audit_goes_on_and_ends_the_same()
    {
        var images = DrawnPatients.Draw(60);
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();
        var progress = new Reports(report =>
        {
            lock (seen)
                seen.Add(report.Stage);
            if (report.Stage.Contains("flipped", StringComparison.Ordinal))
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Audit(HandMadeModel.Honest(), images, progress, stop.Token));
        Assert.Contains(seen, stage => stage.Contains("dark", StringComparison.Ordinal));

        var again = new List<string>();
        var resumed = Audit(HandMadeModel.Honest(), images, new Reports(report =>
        {
            lock (again)
                again.Add(report.Stage);
        }));

        Assert.DoesNotContain(again, stage => stage.Contains("dark", StringComparison.Ordinal));
        Assert.Contains(again, stage => stage.Contains("letters", StringComparison.Ordinal));
        AuditWork.Open(folder["work"], "another key"); // empties it
        var whole = Audit(HandMadeModel.Honest(), images);
        Assert.Equal(
            whole.Sections.SelectMany(section => section.Figures), resumed.Sections.SelectMany(section => section.Figures));
    }

    [Fact]
    public void Work_is_kept_beside_the_report_and_never_among_other_files()
    {
        Assert.Equal(folder["audit.work"], AuditWork.FolderOf(folder["audit/"]));
        folder.Write("notes/letter.txt", [1]);
        Assert.Contains("holds other files", Assert.Throws<InputException>(() => AuditWork.Open(folder["notes"], "key")).Message);
    }

    private AuditResult Audit(
        HandMadeModel model, AuditImages images, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default) =>
        ModelAudit.Run(
            new AuditSubject(model, images, new DrawnLungs()), "drawn", "covidcxr audit",
            AuditWork.Open(folder["work"], $"{model.Model} {images.Sha256} {images.Test.Count}"), progress, cancel);

    private static IEnumerable<string> Alarms(AuditResult audit) => audit.Alarms.Select(section => section.Key);

    private static AuditFigure Figure(AuditResult audit, string section, string key) =>
        (section == "headline" ? audit.Headline : audit.Sections.Single(s => s.Key == section).Figures).Single(figure => figure.Key == key);

    private static double Value(AuditResult audit, string section, string key) => Figure(audit, section, key).Value!.Value;

    private sealed class Reports(Action<WorkProgress> take) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => take(value);
    }
}
