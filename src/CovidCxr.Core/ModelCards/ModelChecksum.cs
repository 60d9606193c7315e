using System.Security.Cryptography;
using System.Text;

namespace CovidCxr.Core.ModelCards;

/// <summary>
/// The checksum that a model file carries of itself: the SHA-256 of all its bytes, in which the 64 digits of the checksum itself count as
/// zeros. It is the last entry of the file's metadata, so graph, weights and card are all covered.
/// </summary>
/// <remarks>It tells damage, not forgery; for that there are signatures.</remarks>
public static class ModelChecksum
{
    /// <summary>The key of the entry in the file's metadata.</summary>
    public const string MetadataKey = "sha256";

    /// <summary>What the entry holds until <see cref="Seal"/> replaces it.</summary>
    public static readonly string Placeholder = new('0', Digits);

    private const int Digits = 64;

    // ModelProto.metadata_props: field 14, a message.
    private const byte MetadataField = (14 << 3) | 2;

    // A StringStringEntryProto in protobuf's encoding: field 1, the key; field 2, a text of 64 bytes.
    private static readonly byte[] Entry = [0x0A, (byte)MetadataKey.Length, .. Encoding.ASCII.GetBytes(MetadataKey), 0x12, Digits];

    /// <summary>Writes the checksum into the bytes of a file that holds the <see cref="Placeholder"/>.</summary>
    /// <exception cref="ArgumentException">The bytes hold no entry for it.</exception>
    public static void Seal(byte[] file)
    {
        if (Find(file) is not { } at)
            throw new ArgumentException("the file has no entry for its checksum", nameof(file));
        Encoding.ASCII.GetBytes(Compute(file, at)).CopyTo(file, at);
    }

    /// <summary>Adds a checksum to a file that carries none; a field at the end of a protobuf message joins those before it.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>The file with its checksum; the file itself if it carries one.</returns>
    public static byte[] Added(byte[] file)
    {
        if (Find(file) is not null)
            return file;
        byte[] sealedFile = [.. file, MetadataField, (byte)(Entry.Length + Digits), .. Entry, .. Encoding.ASCII.GetBytes(Placeholder)];
        Seal(sealedFile);
        return sealedFile;
    }

    /// <summary>Compares the checksum with the bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Whether they agree; null if the file carries none, as those of versions before 0.3.0.</returns>
    public static bool? Holds(byte[] file) =>
        Find(file) is { } at ? Encoding.ASCII.GetString(file, at, Digits) == Compute(file, at) : null;

    private static int? Find(byte[] file)
    {
        var at = file.AsSpan().LastIndexOf(Entry);
        return at < 0 || at + Entry.Length + Digits > file.Length ? null : at + Entry.Length;
    }

    private static string Compute(byte[] file, int digits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file.AsSpan(0, digits));
        hash.AppendData(Encoding.ASCII.GetBytes(Placeholder));
        hash.AppendData(file.AsSpan(digits + Digits));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
