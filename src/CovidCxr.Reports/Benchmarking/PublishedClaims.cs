using System.Globalization;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>
/// What two papers claim of these networks, and what the runs say of it: Zhong 2020, that its network is good enough beside the others,
/// and El-Din Hemdan et al. 2020 (COVIDX-Net), that VGG19 and DenseNet201 are the best of their seven. A difference of accuracies is taken
/// image by image; its interval is over the patients of the test split and does not know other trainings or other hospitals.
/// </summary>
internal static class PublishedClaims
{
    private const string Paper = "paper-network";

    private static readonly string[] BestOfCovidXNet = ["vgg19", "densenet201"];

    private static readonly string[] OthersOfCovidXNet =
        ["inceptionv3", "resnet152v2", "inceptionresnetv2", "xception", "mobilenetv2"];

    /// <summary>A sentence for each claim; one that lacks runs says which.</summary>
    /// <param name="networks">The networks of the table.</param>
    /// <param name="answersOf">Reads the answers of a recipe.</param>
    public static IReadOnlyList<string> Answer(IReadOnlyList<NetworkSummary> networks, Func<NetworkSummary, TestAnswers> answersOf) =>
        [AnswerPaper(networks, answersOf), AnswerCovidXNet(networks, answersOf)];

    private static string AnswerPaper(IReadOnlyList<NetworkSummary> networks, Func<NetworkSummary, TestAnswers> answersOf)
    {
        const string claim = "Zhong 2020 chooses its own network beside VGG, ResNet, DenseNet and EfficientNet";
        var paper = networks.SingleOrDefault(network => network.Recipe == Paper);
        var best = networks.Where(network => network.Recipe != Paper).MaxBy(network => network.Mean("test_accuracy"));
        if (paper is null || best is null)
            return $"{claim}: not answered without {(paper is null ? $"the recipe {Paper}" : "another recipe")}.";
        return $"{claim}: its accuracy is {Accuracy(paper)}, and that of the best other one, {best.Recipe}, {Accuracy(best)}, "
            + $"a difference of {Difference(answersOf(paper).Minus(answersOf(best)))}.";
    }

    private static string AnswerCovidXNet(IReadOnlyList<NetworkSummary> networks, Func<NetworkSummary, TestAnswers> answersOf)
    {
        const string claim = "COVIDX-Net found VGG19 and DenseNet201 the best of seven networks on 50 pictures";
        var byName = networks.ToDictionary(network => network.Recipe);
        if (BestOfCovidXNet.Concat(OthersOfCovidXNet).Where(name => !byName.ContainsKey(name)).ToList() is { Count: > 0 } missing)
            return $"{claim}: not answered without {string.Join(", ", missing)}.";
        TestAnswers Mean(IEnumerable<string> names) => TestAnswers.Mean([.. names.Select(name => answersOf(byName[name]))]);
        var ranked = BestOfCovidXNet.Concat(OthersOfCovidXNet).OrderByDescending(name => byName[name].Mean("test_accuracy")).ToList();
        string Named(string name) => $"{name} ({Accuracy(byName[name])})";
        return $"{claim}: here the best two are {Named(ranked[0])} and {Named(ranked[1])}, "
            + "and the mean accuracy of VGG19 and DenseNet201 differs from that of the five others by "
            + $"{Difference(Mean(BestOfCovidXNet).Minus(Mean(OthersOfCovidXNet)))}.";
    }

    private static string Accuracy(NetworkSummary network)
    {
        var mean = network.Mean("test_accuracy")!.Value.ToString("0.000", CultureInfo.InvariantCulture);
        return network.Rows.Count > 1
            ? $"{mean}, mean of {network.Rows.Count} seeds"
            : $"{mean}{Range(network.Rows[0].Interval("test_accuracy"), "0.000")}";
    }

    private static string Difference((double Value, Interval? Interval) difference)
    {
        var verdict = difference.Interval switch
        {
            null => "",
            { Low: > 0 } => ": better",
            { High: < 0 } => ": worse",
            _ => ": no difference is shown",
        };
        const string signed = "+0.000;-0.000";
        return difference.Value.ToString(signed, CultureInfo.InvariantCulture) + Range(difference.Interval, signed) + verdict;
    }

    private static string Range(Interval? interval, string format)
    {
        string Of(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return interval is { } i ? $" (95 % interval {Of(i.Low)} to {Of(i.High)})" : "";
    }
}
