using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>A lookup table of the Modality LUT or VOI LUT module (DICOM PS3.3, C.11.1 and C.11.2).</summary>
/// <param name="First">The input of the first entry; smaller inputs get that entry too, and larger ones the last.</param>
/// <param name="Entries">The outputs, at least one.</param>
/// <param name="Bits">Bits of an entry, 8 to 16.</param>
internal sealed record LookupTable(int First, int[] Entries, int Bits)
{
    private const int MostEntries = 1 << 16;

    /// <summary>The output of an input.</summary>
    public int Of(double input) => Entries[(int)Math.Clamp(Math.Round(input) - First, 0, Entries.Length - 1)];

    /// <summary>The largest output that the bits allow.</summary>
    public int Largest => (1 << Bits) - 1;

    /// <summary>Reads the first table of a sequence; null if there is none.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="sequence">The sequence of tables.</param>
    /// <param name="name">What the table is called in errors.</param>
    /// <param name="isSigned">Whether inputs have a sign.</param>
    /// <exception cref="DicomException">The table is not complete.</exception>
    public static LookupTable? Read(DicomDataset dataset, DicomTag sequence, string name, bool isSigned)
    {
        if (dataset.Items(sequence) is not [var item, ..])
            return null;
        return Read(item, Tags.LutDescriptor, Tags.LutData, name, isSigned);
    }

    /// <summary>Reads a table from its descriptor and data.</summary>
    /// <exception cref="DicomException">The table is not complete.</exception>
    public static LookupTable Read(DicomDataset dataset, DicomTag descriptorTag, DicomTag dataTag, string name, bool isSigned)
    {
        var descriptor = dataset.Words(descriptorTag);
        if (descriptor.Length != 3)
            throw DicomException.Damaged($"its {name} has no descriptor");
        var count = (descriptor[0] & 0xFFFF) == 0 ? MostEntries : descriptor[0] & 0xFFFF;
        var first = isSigned ? (short)descriptor[1] : descriptor[1] & 0xFFFF;
        var bits = descriptor[2];
        if (bits is < 8 or > 16)
            throw DicomException.Damaged($"its {name} has {bits} bits");
        // Entries of 8 bits may be packed, two in a word.
        var value = dataset.ValueOf(dataTag);
        var data = bits == 8 && value.Length < 2 * count
            ? [.. value.ToArray().Select(entry => (int)entry)]
            : Array.ConvertAll(dataset.Words(dataTag), word => word & 0xFFFF);
        if (data.Length < count)
            throw DicomException.Damaged($"its {name} has {data.Length} of {count} entries");
        data = data[..count];
        // Writers that say 16 bits and mean fewer are believed, those that say too few are not.
        var needed = 32 - int.LeadingZeroCount(data.Max());
        return new LookupTable(first, data, Math.Max(bits, needed));
    }
}
