using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;

namespace CovidCxr.Shell.Commands;

/// <summary>Writes the pictures of <c>samples/</c> and the page that says what they are.</summary>
public static class SampleFolder
{
    /// <summary>Draws all pictures of <see cref="Samples"/> into a folder; pictures of the same names are replaced.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var plan in Samples.All)
                File.WriteAllBytes(Path.Combine(folder, $"{plan.Name}.png"), PngWriter.Encode(ChestPhantom.Draw(plan), plan.Width, plan.Height));
            File.WriteAllText(Path.Combine(folder, "README.md"), Readme());
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{folder} cannot be written: {FileError.Reason(e)}; free space or choose another --out", e);
        }
    }

    private static string Readme()
    {
        var text = new StringBuilder(
            """
            # Drawn pictures, not X-rays

            These pictures are synthetic. A program drew them from formulas (`src/CovidCxr.Imaging/Phantoms`); no pixel comes from a patient. They are
            there to try `covidcxr predict samples/` on, and show nothing of how well a model reads real X-rays: a model that measures how far a
            picture is from its training images marks them as `not-like-training-images`.

            | file | drawn as |
            |---|---|

            """);
        foreach (var plan in Samples.All)
            text.Append($"| `{plan.Name}.png` | {plan.About} |\n");
        text.Append("\n`covidcxr samples draw --out samples` draws them again, pixel by pixel the same.\n");
        return text.ToString().ReplaceLineEndings("\n");
    }
}
