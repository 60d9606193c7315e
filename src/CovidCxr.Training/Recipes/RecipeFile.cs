using CovidCxr.Core;
using CovidCxr.Core.Storage;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CovidCxr.Training.Recipes;

/// <summary>Reads and writes recipes.</summary>
public static class RecipeFile
{
    private const long LargestRecipe = 1 << 20;

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
        if (PathStatus.Of(path).Kind == PathKind.Missing)
            throw new InputException($"--recipe {nameOrPath}: no such recipe or file; the recipes are {string.Join(", ", Names)}");
        try
        {
            return Parse(RegularFile.ReadText(path, LargestRecipe), path, overrides);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"--recipe {nameOrPath}", e);
        }
    }

    /// <summary>Reads a recipe from YAML.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="origin">The name of the text in errors; the overrides are named after it.</param>
    /// <param name="overrides">As of <see cref="Read"/>.</param>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static Recipe Parse(string yaml, string origin, IEnumerable<string>? overrides = null)
    {
        IReadOnlyList<string> changes = [.. overrides ?? []];
        if (changes.Count > 0)
            origin += $" with {string.Join(' ', changes.Select(change => $"--set {change}"))}";
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
                throw new InputException($"{origin}: holds no recipe; write one as 'key: value' lines");
            foreach (var change in changes)
                Override(root, change);
            var text = new StringWriter();
            stream.Save(text, assignAnchors: false);
            var recipe = new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Recipe>(text.ToString());
            new RecipeCheck(origin).Check(recipe);
            return recipe;
        }
        catch (YamlException e)
        {
            var wrapped = e.Message.StartsWith("Exception", StringComparison.Ordinal) ? e.InnerException : null;
            throw new InputException(
                $"{origin}: not a recipe ({FileError.Reason(wrapped ?? e)}); correct it: recipe.yaml in the folder of a run has every key",
                e);
        }
    }

    /// <summary>Writes a recipe as YAML with every value, for the run folder.</summary>
    public static string Write(Recipe recipe) =>
        new SerializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .Build()
            .Serialize(recipe);

    private static void Override(YamlMappingNode root, string change)
    {
        var equals = change.IndexOf('=');
        if (equals < 1)
            throw new InputException($"--set {change}: must be key=value, for example optimizer.name=sgd");
        var keys = change[..equals].Trim().Split('.');
        var value = new YamlStream();
        value.Load(new StringReader(change[(equals + 1)..]));
        if (value.Documents.Count == 0)
            throw new InputException($"--set {change}: has no value; give one, for example optimizer.name=sgd");

        var node = root;
        foreach (var key in keys[..^1])
        {
            if (!node.Children.TryGetValue(new YamlScalarNode(key), out var child))
                node.Children[new YamlScalarNode(key)] = child = new YamlMappingNode();
            node = child as YamlMappingNode
                ?? throw new InputException($"--set {change}: {key} is a value, not a group of values; leave out what follows it");
        }
        node.Children[new YamlScalarNode(keys[^1])] = value.Documents[0].RootNode;
    }
}
