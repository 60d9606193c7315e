using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;

namespace CovidCxr.Shell.Commands;

/// <summary>Writes the images of <c>samples/</c> and the page that explains them.</summary>
internal static class SampleFolder
{
    private const string Page = "README.md";
    private const string Title = "# Synthetic images, not X-rays";

    /// <summary>
    /// Draws all <see cref="Samples"/> into a folder; files of the same name are replaced if the folder's page is of samples.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="force">Whether to replace files of the same name in any folder.</param>
    /// <exception cref="InputException">The folder cannot be written, or has files of that name that are no samples.</exception>
    public static void Write(string folder, bool force)
    {
        try
        {
            if (!force)
                CheckReplaceable(folder);
            Directory.CreateDirectory(folder);
            foreach (var plan in Samples.All)
            {
                var png = PngWriter.Encode(ChestPhantom.Draw(plan), plan.Width, plan.Height);
                File.WriteAllBytes(Path.Combine(folder, $"{plan.Name}.png"), png);
            }
            File.WriteAllText(Path.Combine(folder, Page), Readme());
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {folder}", e, "free some disk space or choose another folder");
        }
    }

    private static void CheckReplaceable(string folder)
    {
        var page = Path.Combine(folder, Page);
        if (PathStatus.Of(page).Kind == PathKind.File && RegularFile.ReadText(page).StartsWith(Title, StringComparison.Ordinal))
            return;
        var names = Samples.All.Select(plan => $"{plan.Name}.png").Append(Page);
        if (names.FirstOrDefault(name => PathStatus.Of(Path.Combine(folder, name)).Kind != PathKind.Missing) is { } taken)
            throw new InputException(
                $"--out {folder}: holds {taken}, which is no sample; choose another folder, or replace it with {OutputRule.Force}");
    }

    private static string Readme()
    {
        var text = new StringBuilder(
            """
            # Synthetic images, not X-rays

            These images are synthetic. A program drew them from formulas (`src/CovidCxr.Imaging/Phantoms`); no pixel comes from a patient.
            They are for trying `covidcxr predict samples/` and say nothing about how well a model reads real X-rays. The shipped model
            refers all of them to a person: they are unlike the X-rays that it was trained on.

            | file | drawn as |
            |---|---|

            """);
        foreach (var plan in Samples.All)
            text.Append($"| `{plan.Name}.png` | {plan.About} |\n");
        text.Append("\n`covidcxr samples draw --out samples` draws the same images again.\n");
        return text.ToString().ReplaceLineEndings("\n");
    }
}
