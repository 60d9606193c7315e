using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Training.Recipes;

/// <summary>Reads the text of a recipe's file, and refuses what cannot be one before it is parsed.</summary>
internal static class RecipeText
{
    // Far beyond any recipe; a shipped one has two thousand bytes.
    private const int LargestFile = 1_000_000;

    /// <summary>Reads a file of UTF-8, or of UTF-16 with a byte-order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a file that is no text.</param>
    /// <exception cref="InputException">The file cannot be read, is too large, or is not a text.</exception>
    public static string Read(string path, string remedy)
    {
        try
        {
            using var reader = new StreamReader(RegularFile.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: true), true);
            var letters = new char[LargestFile + 1];
            var count = reader.ReadBlock(letters);
            if (count > LargestFile)
                throw new InputException($"{path}: too large for a recipe, more than {LargestFile} characters; {remedy}");
            var text = new string(letters, 0, count);
            return text.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'))
                ? throw NoText(path, remedy)
                : text;
        }
        catch (DecoderFallbackException e)
        {
            throw NoText(path, remedy, e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }

    private static InputException NoText(string path, string remedy, Exception? cause = null) =>
        new($"{path}: not a text file, so it holds no recipe; {remedy}", cause);
}
