namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// What the header of a medical image says of its picture, as far as it speaks against a prediction. A header that is silent speaks
/// against nothing, and a header is never a reason to pass over what the picture shows.
/// </summary>
public sealed record XRayHeader
{
    /// <summary>The picture was not taken as a radiograph (modality CR, DX or RG).</summary>
    public bool IsOtherModality { get; init; }

    /// <summary>The view is a lateral or oblique one, or one side of the body.</summary>
    public bool IsLateral { get; init; }

    /// <summary>The body part is not the chest.</summary>
    public bool IsOtherBodyPart { get; init; }

    /// <summary>The rows do not run to the patient's left, or the columns not to the feet.</summary>
    public bool IsFlipped { get; init; }

    /// <summary>A name or other text may be burnt into the picture.</summary>
    public bool HasBurnedInAnnotation { get; init; }

    /// <summary>The picture holds a detector's raw values, which look inverted and flat.</summary>
    public bool IsForProcessing { get; init; }

    /// <summary>The patient's age in years; null if the header does not say.</summary>
    public double? Age { get; init; }
}
