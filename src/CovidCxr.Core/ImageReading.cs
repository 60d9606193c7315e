namespace CovidCxr.Core;

/// <summary>How an image file's numbers became gray values, and what else was decided when it was read.</summary>
/// <param name="Bits">Bits of a number in the file; 8 for fewer.</param>
/// <param name="Low">The number that became black.</param>
/// <param name="High">
/// The number that became white; below <paramref name="Low"/> where the file says that its smallest number is white.
/// </param>
/// <param name="Rule">How the two were found, a few words.</param>
/// <param name="Notes">What else was decided, for example that only the first of several pages is read.</param>
public sealed record ImageReading(int Bits, double Low, double High, string Rule, params IReadOnlyList<ImageNote> Notes)
{
    /// <summary>The rule's words where the file's type itself says the range.</summary>
    public const string WholeType = "whole range of the type";

    /// <summary>The reading of an 8-bit image about which there is nothing to say.</summary>
    public static ImageReading EightBit { get; } = new(8, 0, 255, WholeType);

    /// <summary>One line for a person.</summary>
    public string Text => FormattableString.Invariant($"{Bits} bits, {Low} black to {High} white ({Rule})")
        + string.Concat(Notes.Select(note => $"; {note.Text}"));
}

/// <summary>Something that a person should know about how a file was read.</summary>
/// <param name="Text">Half a sentence about this file, for example <c>the first of 3 pages</c>.</param>
/// <param name="Kind">The same for several files, without the numbers of one: <c>the first of several pages</c>.</param>
public sealed record ImageNote(string Text, string Kind)
{
    /// <param name="text">The same words for one file and for several.</param>
    public ImageNote(string text)
        : this(text, text)
    {
    }
}

/// <summary>Counts images by what is to know about their reading. Not safe to call from several threads at once.</summary>
public sealed class ImageNoteCounts
{
    private readonly SortedDictionary<string, int> images = new(StringComparer.Ordinal);

    /// <summary>A line for each kind of note in alphabetical order, for example <c>3 images: the first of several pages</c>.</summary>
    public IEnumerable<string> Lines => images.Select(kind => $"{kind.Value} {(kind.Value == 1 ? "image" : "images")}: {kind.Key}");

    /// <summary>Counts one image.</summary>
    public void Add(ImageReading reading)
    {
        foreach (var kind in reading.Notes.Select(note => note.Kind).Distinct())
            images[kind] = images.GetValueOrDefault(kind) + 1;
    }
}
