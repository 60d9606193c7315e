using CovidCxr.Core;
using CovidCxr.Datasets;

namespace CovidCxr.Training.Batches;

/// <summary>What a network learns about an image: its class, or only that it is not COVID-19.</summary>
public static class TrainingLabel
{
    /// <summary>The label of a control: not COVID-19, and perhaps none of the other classes either.</summary>
    public static int NotCovid19 => Findings.Count;

    /// <summary>The number of labels.</summary>
    public static int Count => Findings.Count + 1;

    /// <summary>An image's label: an index in the order of <see cref="Findings.All"/>, or <see cref="NotCovid19"/>.</summary>
    /// <exception cref="InputException">The class of an image that is no control is none of the three.</exception>
    public static int Of(DatasetImage image) => image.Split == DatasetSplit.Controls
        ? NotCovid19
        : (int)(Findings.FromName(image.Class) ?? throw new InputException(
            $"{image.Path}: class '{image.Class}' is none of {string.Join(", ", Findings.All.Select(f => f.Name()))}; "
            + "build the dataset again"));

    /// <summary>Whether a class agrees with a label.</summary>
    public static bool Agrees(int label, int finding) =>
        label == NotCovid19 ? finding != (int)Finding.Covid19 : finding == label;
}
