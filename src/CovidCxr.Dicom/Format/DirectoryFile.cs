using CovidCxr.Core.Storage;

namespace CovidCxr.Dicom.Format;

/// <summary>A DICOMDIR, which lists the files of a medium (DICOM PS3.3, annex F, and PS3.10).</summary>
internal static class DirectoryFile
{
    /// <summary>The class of such files.</summary>
    public const string SopClass = "1.2.840.10008.1.3.10";

    /// <summary>The class as it stands in the first kilobyte of such a file.</summary>
    public static ReadOnlySpan<byte> SopClassBytes => "1.2.840.10008.1.3.10"u8;

    private const int Inactive = 0;

    private static readonly DicomTag RecordInUseFlag = new(0x0004, 0x1410);

    /// <summary>The paths of the images that a DICOMDIR lists, in its order.</summary>
    /// <param name="bytes">The bytes of the DICOMDIR.</param>
    /// <param name="folder">The folder in which it lies.</param>
    /// <exception cref="DicomException">It is damaged, or a path leads out of the folder.</exception>
    public static IReadOnlyList<string> ImagesIn(byte[] bytes, string folder)
    {
        var names = new FolderNames();
        return
        [
            .. DicomFile.Read(bytes).Dataset.Items(Tags.DirectoryRecordSequence)
                .Where(record => record.Text(Tags.DirectoryRecordType) == "IMAGE" && record.Word(RecordInUseFlag) != Inactive)
                .Select(record => record.Texts(Tags.ReferencedFileId))
                .Where(parts => parts.Count > 0)
                .Select(parts => parts.Aggregate(folder, names.Find)),
        ];
    }

    /// <summary>Finds files by the names of a DICOMDIR: systems show those of a medium in small letters, or with a version.</summary>
    private sealed class FolderNames
    {
        private readonly Dictionary<string, Dictionary<string, string>> known = new(StringComparer.Ordinal);

        public string Find(string folder, string part)
        {
            if (part is "" or "." or ".." || part.AsSpan().ContainsAny('/', '\\') || Path.IsPathRooted(part))
                throw DicomException.Damaged("it lists a file outside of its folder");
            var exact = Path.Combine(folder, part);
            if (PathStatus.Of(exact).Kind != PathKind.Missing)
                return exact;
            if (!known.TryGetValue(folder, out var names))
                known[folder] = names = Names(folder);
            return names.TryGetValue(part, out var path) ? path : exact;
        }

        private static Dictionary<string, string> Names(string folder)
        {
            var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            try
            {
                foreach (var path in Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder))
                    names.TryAdd(Path.GetFileName(path).Split(';')[0].TrimEnd('.'), path);
            }
            catch (Exception e) when (FileError.IsFileError(e))
            {
                // A folder that is not there: reading its file says so.
            }
            return names;
        }
    }
}
