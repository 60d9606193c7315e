using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Shell.Output;

/// <summary>Says on standard error how images were read: each one if the user asks, and a count of those with something to know.</summary>
/// <param name="explainsAll">Whether to say it of each image.</param>
internal sealed partial class ReadingLog(bool explainsAll)
{
    private readonly SortedDictionary<string, int> notes = new(StringComparer.Ordinal);

    /// <summary>Takes a prediction; prints its reading if each is explained.</summary>
    public void Add(Prediction prediction)
    {
        if (prediction is not { Reading: { } reading, Size: { } size })
            return;
        if (explainsAll)
            Console.Error.WriteLine($"{OneLine.Of(prediction.File)}: {size.Width} x {size.Height}, {reading.Text}");
        foreach (var note in reading.Notes)
        {
            // Numbers differ from file to file; the kind of note counts.
            var kind = Number().Replace(note, "several");
            notes[kind] = notes.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>Prints a line for each kind of note: <c>note: 3 images: the first of several pages</c>.</summary>
    public void PrintSummary()
    {
        foreach (var (note, images) in notes)
            Console.Error.WriteLine($"note: {images} {(images == 1 ? "image" : "images")}: {note}");
    }

    [GeneratedRegex("(?<=the first of )[0-9]+|^[0-9]+(?= numbers? not)")]
    private static partial Regex Number();
}
