using System.Globalization;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Html;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>Writes the page of a benchmark: the answers to two papers, accuracy against cost and across sources, and the table.</summary>
public static class BenchmarkPage
{
    /// <summary>Writes the page, self-contained and without scripts; replaces an earlier one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">The rows of the table, at least one.</param>
    /// <param name="reportOf">The folder of a run's report.</param>
    /// <exception cref="InputException">A report cannot be read, or the page cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<BenchmarkRow> rows, Func<BenchmarkRow, string> reportOf)
    {
        var networks = NetworkSummary.Of(rows);
        var answers = networks.ToDictionary(network => network.Recipe, network => TestAnswers.Read([.. network.Rows.Select(reportOf)]));
        var html = new StringBuilder();
        html.Append(HtmlPage.Begin(
            "Networks side by side · CovidCxr",
            $"CovidCxr {Escape(ProductVersion.Number)} · benchmark",
            "Networks side by side",
            $"{Counted.Of(networks.Count, "network")} and {Counted.Of(rows.Count, "run")} on one dataset, "
            + $"{Words(rows, "budget_minutes")} minutes of training each, images of {Words(rows, "input_size")} pixels.",
            "The classes come from different collections, and a network can score well by telling these apart: read accuracy together "
            + "with the controls and the collections that a network has never seen. Choose a network by validation, not by this test."));
        html.Append("<section id=\"claims\">\n<h2>What the papers claim</h2>\n");
        foreach (var sentence in PublishedClaims.Answer(networks, network => answers[network.Recipe]))
            html.Append($"<p>{Escape(sentence)}</p>\n");
        html.Append("</section>\n<section id=\"figures\">\n<h2>Cost and sources</h2>\n");
        if (BenchmarkFigures.Cost(networks) is { } cost)
            html.Append(HtmlParts.Figure(cost, "Accuracy against cost; means over the seeds."));
        if (BenchmarkFigures.Across(networks) is { } across)
            html.Append(HtmlParts.Figure(across, "Inside against across sources; means over the seeds."));
        html.Append("</section>\n<section id=\"table\">\n<h2>Quality</h2>\n").Append(Quality(networks));
        html.Append("<h2>Cost</h2>\n").Append(Cost(networks));
        html.Append("<p class=\"note\">Multiply-adds are those of convolutions and dense layers for one image; a multiply-add is two ")
            .Append("FLOPs. An epoch is a pass over the training images. Memory is the most that training takes above the program itself. ")
            .Append("Images per second go through ONNX Runtime on all cores, decoding not included.</p>\n</section>\n")
            .Append(HtmlPage.End);
        AtomicFile.Write(path, html.ToString());
    }

    private static HtmlTable Quality(IReadOnlyList<NetworkSummary> networks)
    {
        var table = new HtmlTable(
            "By test accuracy; mean over the seeds, with the 95 % interval of a single run or the standard deviation of several",
            "Network", "Seeds", "Accuracy", "COVID-19 recall", "AUC against controls", "Controls called COVID-19",
            "Recall, sources never seen", "ECE", "Validation accuracy");
        foreach (var network in networks.OrderByDescending(network => network.Mean("test_accuracy")))
            table.Row(
                network.Recipe,
                $"{network.Rows.Count}",
                Spread(network, "test_accuracy"),
                Spread(network, "covid19_recall"),
                Spread(network, "same_source_auc"),
                Spread(network, "controls_called_covid19"),
                network.Mean("across_recall") is { } recall ? Number(recall) : None,
                Number(network.Mean("ece")),
                Number(network.Mean("val_accuracy")));
        return table;
    }

    private static HtmlTable Cost(IReadOnlyList<NetworkSummary> networks)
    {
        var table = new HtmlTable(
            "By multiply-adds; means over the seeds",
            "Network", "Parameters, millions", "Multiply-adds, billions", "FLOPs, billions", "Epochs", "Seconds per epoch",
            "Images per second", "File, MB", "Memory, MB");
        foreach (var network in networks.OrderBy(network => network.Mean("multiply_adds")))
            table.Row(
                network.Recipe,
                Scaled(network, "parameters", 1e6, "0.0"),
                Scaled(network, "multiply_adds", 1e9, "0.00"),
                Scaled(network, "flops", 1e9, "0.00"),
                Scaled(network, "epochs", 1, "0.0"),
                Scaled(network, "seconds_per_epoch", 1, "0.0"),
                Scaled(network, "images_per_second", 1, "0"),
                Scaled(network, "file_bytes", 1e6, "0.0"),
                Scaled(network, "peak_memory_bytes", 1e6, "0"));
        return table;
    }

    private static string Spread(NetworkSummary network, string column) => network.Deviation(column) is { } deviation
        ? $"{Number(network.Mean(column))}<small>± {Number(deviation)}</small>"
        : WithRange(network.Mean(column), network.Rows[0].Interval(column));

    private static string Scaled(NetworkSummary network, string column, double unit, string format) =>
        network.Mean(column) is { } mean ? (mean / unit).ToString(format, CultureInfo.InvariantCulture) : None;

    private static string Words(IEnumerable<BenchmarkRow> rows, string column) =>
        string.Join(" or ", rows.Select(row => row.Cells[column]).Distinct());
}
