using CovidCxr.Core;

namespace CovidCxr.Dicom;

/// <summary>
/// A DICOM file cannot be read. The message is the rest of a line that begins with the file's name: what the file is, and what to do.
/// </summary>
/// <param name="message">For example <c>is a structured report, which has no picture; leave it out</c>.</param>
/// <param name="inner">The underlying error, if any.</param>
internal sealed class DicomException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do with a damaged file.</summary>
    public const string GetAgain = "get the file again or leave it out";

    /// <summary>A file that breaks the rules of the format.</summary>
    /// <param name="what">What is wrong, for example <c>ends within (0028,0010)</c>.</param>
    public static DicomException Damaged(string what) => new($"is a damaged DICOM file: {what}; {GetAgain}");

    /// <summary>The error for a user.</summary>
    /// <param name="name">The file's name.</param>
    public InputException For(string name) => new($"{name} {Message}", this);
}
