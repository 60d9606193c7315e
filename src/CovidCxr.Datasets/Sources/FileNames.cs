using System.Text.RegularExpressions;

namespace CovidCxr.Datasets.Sources;

/// <summary>Looks a collection's files up by what its table calls them.</summary>
internal sealed partial class FileNames
{
    private readonly CollectionFiles files;
    private readonly ILookup<string, string> byPath;
    private readonly ILookup<string, string> byName;
    private readonly ILookup<string, string> byStem;

    /// <param name="files">The files below the folder <c>images</c>.</param>
    public FileNames(CollectionFiles files)
    {
        this.files = files;
        string[] names = [.. files.Names, .. files.SecondNames.Keys];
        byPath = names.ToLookup(Plain);
        byName = names.ToLookup(name => LastPart(Plain(name)));
        byStem = names.ToLookup(name => Plain(Path.GetFileNameWithoutExtension(name)));
    }

    /// <summary>The file of exactly this name; null if there is none.</summary>
    public string? Named(string name) => files.Contains(name) ? name : files.SecondNames.GetValueOrDefault(name);

    /// <summary>The file of exactly this name without its ending; null if there is none or more than one.</summary>
    public string? WithStem(string stem) =>
        Meant(byStem[Plain(stem)].Where(file => Path.GetFileNameWithoutExtension(file) == stem)) is [var only] ? only : null;

    /// <summary>
    /// The files of a name that differs in the case of letters, the composition of accents, the separators, the folder or, if none of
    /// these gives one, the ending.
    /// </summary>
    /// <returns>Empty if there is none; more than one if the name does not say which.</returns>
    public IReadOnlyList<string> Like(string name)
    {
        var path = Inside(Plain(name));
        var last = LastPart(path);
        IReadOnlyList<IEnumerable<string>> steps =
        [
            byPath[path],
            byName[last].Where(file => Plain(file).EndsWith("/" + path, StringComparison.Ordinal)),
            byName[last],
            // x.png.jpg is x.png, but x.png.part is a download that did not end.
            byStem[last].Where(file => PictureName.Is(file) || !Ending().IsMatch(last)),
            byStem[Ending().Replace(last, "")],
        ];
        return last.Length == 0 ? [] : steps.Select(Meant).FirstOrDefault(meant => meant.Count > 0) ?? [];
    }

    /// <summary>A name in which two spellings of one file are equal.</summary>
    public static string Plain(string name) => ComposedText.Of(name.Replace('\\', '/')).ToUpperInvariant();

    // Tables write "./x.png", "images/x.png" and "covid-chestxray-dataset/images/x.png" too.
    private static string Inside(string path)
    {
        var parts = path.Split('/').Where(part => part is not ("" or "." or "..")).ToList();
        var folder = parts.FindLastIndex(part => part.Equals(ImageFolder.FolderName, StringComparison.OrdinalIgnoreCase));
        return string.Join('/', parts.Skip(folder + 1 < parts.Count ? folder + 1 : 0));
    }

    // A picture goes before what else may have its name: a text, an outline, a checksum.
    private List<string> Meant(IEnumerable<string> names)
    {
        var meant = names.Select(name => files.SecondNames.GetValueOrDefault(name, name)).Distinct().ToList();
        return meant.FindAll(PictureName.Is) is { Count: > 0 } pictures ? pictures : meant;
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    // Not the ".1" of CR.1.2.840.1, which is a part of the name.
    [GeneratedRegex(@"\.(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,5}$")]
    private static partial Regex Ending();
}
