namespace CovidCxr.Datasets.Sources;

/// <summary>Why a row or file is left out before its picture is looked at, or because the picture cannot be read.</summary>
public static class SkipReason
{
    /// <summary>A CT slice or volume.</summary>
    public const string NotAnXRay = "not an X-ray";

    /// <summary>A lateral or another view that is not frontal.</summary>
    public const string NotFrontal = "not a frontal view";

    /// <summary>The view is blank or a question mark.</summary>
    public const string UnknownView = "unknown view";

    /// <summary>The finding is blank, <c>todo</c> or <c>Unknown</c>.</summary>
    public const string UnknownFinding = "unknown finding";

    /// <summary>The table names a file that is not there.</summary>
    public const string NoFile = "row without its file";

    /// <summary>A file that the table does not name.</summary>
    public const string NoRow = "file without a row";

    /// <summary>An earlier row names the same file.</summary>
    public const string SecondRow = "second row of one file";

    /// <summary>The picture is damaged, no picture at all, or too small or large.</summary>
    public const string Unreadable = "unreadable image";
}
