namespace CovidCxr.Core;

/// <summary>How an image file's numbers became gray values, and what else was decided when it was read.</summary>
/// <param name="Bits">Bits of a number in the file.</param>
/// <param name="Low">The number that became black.</param>
/// <param name="High">The number that became white.</param>
/// <param name="Rule">How the two were found, a few words.</param>
/// <param name="Notes">What else was decided, each half a sentence, for example that only the first of several pages is read.</param>
public sealed record ImageReading(int Bits, double Low, double High, string Rule, params IReadOnlyList<string> Notes)
{
    /// <summary>The rule's words where the file's type itself says the range.</summary>
    public const string WholeType = "whole range of the type";

    /// <summary>The reading of an 8-bit image about which there is nothing to say.</summary>
    public static ImageReading EightBit { get; } = new(8, 0, 255, WholeType);

    /// <summary>One line for a person.</summary>
    public string Text => FormattableString.Invariant($"{Bits} bits, {Low} black to {High} white ({Rule})")
        + string.Concat(Notes.Select(note => $"; {note}"));
}
