namespace CovidCxr.Core;

/// <summary>
/// The label of a source image: one of the paper's three classes, a control outside them, or a reason to exclude the image.
/// No other case exists.
/// </summary>
public abstract record Label
{
    private protected Label()
    {
    }

    /// <summary>The class of the paper; null for a control and for an excluded image.</summary>
    public Finding? Class => (this as FindingLabel)?.Finding;

    /// <summary>Labels an image of one of the three classes.</summary>
    public static Label Of(Finding finding) => new FindingLabel(finding);

    /// <summary>Labels a control: an adult without COVID-19, used to measure shortcuts, never learned.</summary>
    /// <param name="findingAsWritten">The finding in the collection's own words.</param>
    public static Label Control(string findingAsWritten) => new ControlLabel(findingAsWritten);

    /// <summary>Excludes an image from the dataset.</summary>
    /// <param name="reason">One of <c>SkipReason</c> (Datasets/Sources).</param>
    public static Label Excluded(string reason) => new ExcludedLabel(reason);
}

/// <summary>An image of one of the three classes.</summary>
/// <param name="Finding">The class.</param>
public sealed record FindingLabel(Finding Finding) : Label;

/// <summary>A control.</summary>
/// <param name="FindingAsWritten">The finding in the collection's own words.</param>
public sealed record ControlLabel(string FindingAsWritten) : Label;

/// <summary>An image that does not become part of the dataset.</summary>
/// <param name="Reason">Why.</param>
public sealed record ExcludedLabel(string Reason) : Label;
