using System.Security.Cryptography;

namespace CovidCxr.Core.Storage;

/// <summary>What tells a person's models apart: the first digits of a file's SHA-256, the beginning of what <c>sha256sum</c> prints.</summary>
public static class FileFingerprint
{
    private const int Digits = 8;

    /// <summary>The first eight digits, in small letters.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream))[..Digits];
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{path} cannot be read: {FileError.Reason(e)}", e);
        }
    }
}
