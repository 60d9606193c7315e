using System.Security.Cryptography;
using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>Writes and reads <c>SHA256SUMS</c> in the format of <c>sha256sum</c>.</summary>
public static class Checksums
{
    /// <summary>Writes the checksums in the order of the paths.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="sums">SHA-256 in lower-case hexadecimal by path inside the dataset, with forward slashes.</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> sums)
    {
        var lines = sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => $"{sum.Value}  {sum.Key}\n");
        File.WriteAllText(path, string.Concat(lines));
    }

    /// <summary>Reads the checksums by path.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="name">The path of the file, for errors.</param>
    /// <exception cref="InputException">A line is not a checksum, two blanks and a path.</exception>
    public static IReadOnlyDictionary<string, string> Read(byte[] bytes, string name)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (number, line) in Encoding.UTF8.GetString(bytes).Split('\n').Index())
        {
            if (line is "")
                continue;
            if (line.Length < 67 || line[64..66] != "  ")
                throw new InputException(
                    $"{name}, line {number + 1}: not a checksum and a path; build the dataset again with 'covidcxr dataset build'");
            sums[line[66..]] = line[..64];
        }

        return sums;
    }

    /// <summary>The SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
