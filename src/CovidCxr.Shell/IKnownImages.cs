using CovidCxr.Core;

namespace CovidCxr.Shell;

/// <summary>The training images of a dataset, among which copies are found: a network answers what it was trained on by heart.</summary>
internal interface IKnownImages
{
    private const string Reason = "in-training";

    /// <summary>The training image that a file is a copy of; null if there is none.</summary>
    /// <param name="file">A file that could be read.</param>
    string? CopyOf(string file);

    /// <summary>Refers the prediction for a copy of a training image, and prints of which; leaves others as they are.</summary>
    Prediction Mark(Prediction prediction)
    {
        if (prediction.Error is not null || CopyOf(prediction.File) is not { } copy)
            return prediction;
        Screen.Notice(OneLine.Of($"note: {prediction.File}: the model was trained on {copy}, which is the same X-ray"));
        return prediction with { Reasons = [.. prediction.Reasons, Reason] };
    }
}
