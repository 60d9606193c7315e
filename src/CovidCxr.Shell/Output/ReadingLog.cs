using CovidCxr.Core;

namespace CovidCxr.Shell.Output;

/// <summary>Says on standard error how images were read: each one if the user asks, and a count of those with something to know.</summary>
/// <param name="explainsAll">Whether to say it of each image.</param>
internal sealed class ReadingLog(bool explainsAll)
{
    private readonly ImageNoteCounts notes = new();

    /// <summary>Takes a prediction; prints its reading if each is explained.</summary>
    public void Add(Prediction prediction)
    {
        if (prediction is not { Reading: { } reading, Size: { } size })
            return;
        if (explainsAll)
            Console.Error.WriteLine($"{OneLine.Of(prediction.File)}: {size.Width} x {size.Height}, {reading.Text}");
        notes.Add(reading);
    }

    /// <summary>Prints a line for each kind of note: <c>note: 3 images: the first of several pages</c>.</summary>
    public void PrintSummary()
    {
        foreach (var line in notes.Lines)
            Console.Error.WriteLine($"note: {line}");
    }
}
