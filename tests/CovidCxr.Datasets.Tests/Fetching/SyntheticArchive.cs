using System.IO.Compression;

namespace CovidCxr.Datasets.Tests.Fetching;

/// <summary>Zip archives made in memory.</summary>
internal static class SyntheticArchive
{
    /// <summary>A collection as a code host packs it: everything below one folder named after the branch.</summary>
    public static byte[] Collection(int seed = 1) => Zip(
        ("set-master/README.md", "read me"u8.ToArray()),
        ("set-master/metadata.csv", "patientid,finding\n1,COVID-19\n"u8.ToArray()),
        ("set-master/images/a.png", Noise(40_000, seed)),
        ("set-master/images/b.png", Noise(30_000, seed + 1)),
        ("set-master/volumes/large.nii", Noise(100, seed)));

    /// <summary>An archive of entries, stored without compression.</summary>
    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
                Add(zip, name, bytes);
        }
        return memory.ToArray();
    }

    /// <summary>The collection with one more entry, changed by the caller.</summary>
    public static byte[] CollectionWith(string name, byte[] bytes, Action<ZipArchiveEntry>? change = null, bool compress = false)
    {
        using var memory = new MemoryStream();
        memory.Write(Collection());
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = Add(zip, name, bytes, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            change?.Invoke(entry);
        }
        return memory.ToArray();
    }

    /// <summary>Bytes that do not compress, the same for the same seed.</summary>
    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string name, byte[] bytes, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var entry = zip.CreateEntry(name, level);
        using var stream = entry.Open();
        stream.Write(bytes);
        return entry;
    }
}
