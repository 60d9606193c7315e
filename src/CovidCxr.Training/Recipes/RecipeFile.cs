using CovidCxr.Core;
using CovidCxr.Core.Storage;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CovidCxr.Training.Recipes;

/// <summary>Reads and writes recipes.</summary>
public static class RecipeFile
{
    private const string Remedy = "correct it: recipe.yaml in the folder of a run has every key";
    private const string RemedyOfRun = "restore it from a copy, or train again";

    /// <summary>The folder of the shipped recipes, beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "recipes");

    /// <summary>The names of the shipped recipes, sorted.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads a recipe.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/> or the path of a YAML file.</param>
    /// <param name="overrides">
    /// Texts <c>key=value</c> that replace values of the file; a dot goes one level down (<c>optimizer.name=sgd</c>).
    /// </param>
    /// <exception cref="InputException">No such recipe, an unknown key, or a value out of its range.</exception>
    public static Recipe Read(string nameOrPath, IEnumerable<string>? overrides = null)
    {
        var shipped = Path.Combine(Folder, nameOrPath + ".yaml");
        var path = Names.Contains(nameOrPath) ? shipped : nameOrPath;
        if (PathStatus.Of(path).Kind == PathKind.Folder)
            throw new InputException($"--recipe {nameOrPath}: is a folder; give the name of a recipe or a YAML file");
        if (PathStatus.Of(path).Kind == PathKind.Missing)
            throw new InputException(
                $"--recipe {nameOrPath}: no such recipe or file{RecipeWords.DidYouMean(nameOrPath, Names)}; "
                + $"the recipes are {string.Join(", ", Names)}");
        return Parse(RecipeText.Read(path, Remedy), path, overrides, Remedy);
    }

    /// <summary>Reads the recipe in the folder of a run.</summary>
    /// <param name="path">The run's <c>recipe.yaml</c>.</param>
    /// <param name="overrides">As of <see cref="Read"/>.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static Recipe ReadOfRun(string path, IEnumerable<string>? overrides = null)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: is missing, so the run cannot be used; {RemedyOfRun}");
        return Parse(RecipeText.Read(path, RemedyOfRun), path, overrides, RemedyOfRun);
    }

    /// <summary>Reads a recipe from YAML.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="origin">The name of the text in errors; the overrides are named after it.</param>
    /// <param name="overrides">As of <see cref="Read"/>.</param>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static Recipe Parse(string yaml, string origin, IEnumerable<string>? overrides = null) =>
        Parse(yaml, origin, overrides, Remedy);

    /// <summary>Writes a recipe as YAML with every value, for the run folder.</summary>
    public static string Write(Recipe recipe) =>
        new SerializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .Build()
            .Serialize(recipe);

    private static Recipe Parse(string yaml, string origin, IEnumerable<string>? overrides, string remedy)
    {
        IReadOnlyList<string> changes = [.. overrides ?? []];
        if (!RecipeNode.TryRead(yaml, line => $"{origin}, line {line}", remedy, out var root) || root.Group is null)
            throw new InputException(
                $"{origin}: holds no recipe; {(remedy == Remedy ? "write one as 'key: value' lines" : remedy)}");
        foreach (var change in changes)
            RecipeChange.Apply(root, change, origin, remedy);

        var binder = new RecipeBinder();
        var recipe = binder.Bind(root);
        new RecipeCheck(new RecipePlaces(origin, changes, binder.Places)).Check(recipe);
        return recipe;
    }
}
