namespace CovidCxr.Dicom.Deidentification;

/// <summary>
/// The attributes that a de-identified file keeps. The Basic Application Level Confidentiality Profile (DICOM PS3.15, annex E) lists what
/// must go; this list says what may stay, so that nothing unknown, private or of a later edition stays by oversight. None of these is in
/// table E.1-1 as something to remove or to replace.
/// </summary>
internal static class KeptAttributes
{
    /// <summary>Attributes with their value representation, in the order of their tags.</summary>
    public static IReadOnlyDictionary<DicomTag, string> All { get; } = new Dictionary<DicomTag, string>
    {
        [new(0x0008, 0x0005)] = "CS", // Specific Character Set
        [new(0x0008, 0x0008)] = "CS", // Image Type
        [new(0x0008, 0x0016)] = "UI", // SOP Class UID
        [new(0x0008, 0x0060)] = "CS", // Modality
        [new(0x0008, 0x0064)] = "CS", // Conversion Type
        [new(0x0008, 0x0068)] = "CS", // Presentation Intent Type
        [new(0x0018, 0x0015)] = "CS", // Body Part Examined
        [new(0x0018, 0x0060)] = "DS", // KVP
        [new(0x0018, 0x1110)] = "DS", // Distance Source to Detector
        [new(0x0018, 0x1114)] = "DS", // Estimated Radiographic Magnification Factor
        [new(0x0018, 0x1150)] = "IS", // Exposure Time
        [new(0x0018, 0x1151)] = "IS", // X-Ray Tube Current
        [new(0x0018, 0x1152)] = "IS", // Exposure
        [new(0x0018, 0x1164)] = "DS", // Imager Pixel Spacing
        [new(0x0018, 0x1166)] = "CS", // Grid
        [new(0x0018, 0x1508)] = "CS", // Positioner Type
        [new(0x0018, 0x1600)] = "CS", // Shutter Shape
        [new(0x0018, 0x1602)] = "IS",
        [new(0x0018, 0x1604)] = "IS",
        [new(0x0018, 0x1606)] = "IS",
        [new(0x0018, 0x1608)] = "IS",
        [new(0x0018, 0x1610)] = "IS",
        [new(0x0018, 0x1612)] = "IS",
        [new(0x0018, 0x1700)] = "CS", // Collimator Shape
        [new(0x0018, 0x1702)] = "IS",
        [new(0x0018, 0x1704)] = "IS",
        [new(0x0018, 0x1706)] = "IS",
        [new(0x0018, 0x1708)] = "IS",
        [new(0x0018, 0x1710)] = "IS",
        [new(0x0018, 0x1712)] = "IS",
        [new(0x0018, 0x5101)] = "CS", // View Position
        [new(0x0018, 0x7004)] = "CS", // Detector Type
        [new(0x0020, 0x0011)] = "IS", // Series Number
        [new(0x0020, 0x0013)] = "IS", // Instance Number
        [new(0x0020, 0x0020)] = "CS", // Patient Orientation
        [new(0x0020, 0x0060)] = "CS", // Laterality
        [new(0x0020, 0x0062)] = "CS", // Image Laterality
        [new(0x0028, 0x0002)] = "US", // Samples per Pixel
        [new(0x0028, 0x0004)] = "CS", // Photometric Interpretation
        [new(0x0028, 0x0006)] = "US", // Planar Configuration
        [new(0x0028, 0x0008)] = "IS", // Number of Frames
        [new(0x0028, 0x0010)] = "US", // Rows
        [new(0x0028, 0x0011)] = "US", // Columns
        [new(0x0028, 0x0030)] = "DS", // Pixel Spacing
        [new(0x0028, 0x0034)] = "IS", // Pixel Aspect Ratio
        [new(0x0028, 0x0100)] = "US", // Bits Allocated
        [new(0x0028, 0x0101)] = "US", // Bits Stored
        [new(0x0028, 0x0102)] = "US", // High Bit
        [new(0x0028, 0x0103)] = "US", // Pixel Representation
        [new(0x0028, 0x0120)] = "US", // Pixel Padding Value
        [new(0x0028, 0x0121)] = "US", // Pixel Padding Range Limit
        [new(0x0028, 0x0301)] = "CS", // Burned In Annotation
        [new(0x0028, 0x1040)] = "CS", // Pixel Intensity Relationship
        [new(0x0028, 0x1041)] = "SS", // Pixel Intensity Relationship Sign
        [new(0x0028, 0x1050)] = "DS", // Window Center
        [new(0x0028, 0x1051)] = "DS", // Window Width
        [new(0x0028, 0x1052)] = "DS", // Rescale Intercept
        [new(0x0028, 0x1053)] = "DS", // Rescale Slope
        [new(0x0028, 0x1054)] = "LO", // Rescale Type
        [new(0x0028, 0x1056)] = "CS", // VOI LUT Function
        [new(0x0028, 0x1101)] = "US", // palettes
        [new(0x0028, 0x1102)] = "US",
        [new(0x0028, 0x1103)] = "US",
        [new(0x0028, 0x1201)] = "OW",
        [new(0x0028, 0x1202)] = "OW",
        [new(0x0028, 0x1203)] = "OW",
        [new(0x0028, 0x2110)] = "CS", // Lossy Image Compression
        [new(0x0028, 0x3000)] = "SQ", // Modality LUT Sequence
        [new(0x0028, 0x3010)] = "SQ", // VOI LUT Sequence
        [new(0x0054, 0x0220)] = "SQ", // View Code Sequence
        [new(0x2050, 0x0020)] = "CS", // Presentation LUT Shape
    };

    /// <summary>The attributes that items of the kept sequences keep.</summary>
    public static IReadOnlyDictionary<DicomTag, string> InItems { get; } = new Dictionary<DicomTag, string>
    {
        [new(0x0008, 0x0100)] = "SH", // Code Value
        [new(0x0008, 0x0102)] = "SH", // Coding Scheme Designator
        [new(0x0008, 0x0104)] = "LO", // Code Meaning
        [new(0x0028, 0x3002)] = "US", // LUT Descriptor
        [new(0x0028, 0x3004)] = "LO", // Modality LUT Type
        [new(0x0028, 0x3006)] = "OW", // LUT Data
    };

    /// <summary>Identifiers that become others, the same ones for the same (action U of the profile).</summary>
    public static IReadOnlyList<DicomTag> Replaced { get; } = [Tags.SopInstanceUid, Tags.StudyInstanceUid, Tags.SeriesInstanceUid];

    /// <summary>Attributes that a valid image must have, emptied (action Z).</summary>
    public static IReadOnlyDictionary<DicomTag, string> Emptied { get; } = new Dictionary<DicomTag, string>
    {
        [new(0x0008, 0x0020)] = "DA", // Study Date
        [new(0x0008, 0x0030)] = "TM", // Study Time
        [new(0x0008, 0x0050)] = "SH", // Accession Number
        [new(0x0008, 0x0070)] = "LO", // Manufacturer
        [new(0x0008, 0x0090)] = "PN", // Referring Physician's Name
        [new(0x0010, 0x0010)] = "PN", // Patient's Name
        [new(0x0010, 0x0020)] = "LO", // Patient ID
        [new(0x0010, 0x0030)] = "DA", // Patient's Birth Date
        [new(0x0010, 0x0040)] = "CS", // Patient's Sex
        [new(0x0020, 0x0010)] = "SH", // Study ID
    };
}
