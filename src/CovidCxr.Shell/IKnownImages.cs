namespace CovidCxr.Shell;

/// <summary>The training images of a dataset, among which copies are found.</summary>
internal interface IKnownImages
{
    /// <summary>The word for the reason in tables and JSON.</summary>
    const string Reason = "in-training";

    /// <summary>The training image that a file is a copy of; null if there is none.</summary>
    /// <param name="file">A file that could be read.</param>
    string? CopyOf(string file);
}
