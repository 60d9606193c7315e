using System.Globalization;

namespace CovidCxr.Dicom;

/// <summary>The number of an attribute (DICOM PS3.6).</summary>
/// <param name="Group">The group; odd for private attributes.</param>
/// <param name="Element">The element in the group.</param>
public readonly record struct DicomTag(ushort Group, ushort Element)
{
    /// <summary>Whether a vendor defined the attribute.</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>Whether the attribute is an item or the end of a sequence or item.</summary>
    internal bool IsDelimiter => Group == 0xFFFE;

    /// <summary>Group and element as one number, by which elements are ordered.</summary>
    public uint Number => ((uint)Group << 16) | Element;

    /// <summary>The tag as the standard writes it, for example <c>(0028,0010)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");
}
