using System.Security.Cryptography;

namespace CovidCxr.Core.Storage;

/// <summary>Identifies a model file for people: the first digits of its SHA-256, as <c>sha256sum</c> prints them.</summary>
public static class FileFingerprint
{
    /// <summary>The number of digits.</summary>
    public const int Digits = 8;

    /// <summary>The first eight hexadecimal digits in lower case.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream))[..Digits];
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }
}
