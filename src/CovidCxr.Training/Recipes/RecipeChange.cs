using CovidCxr.Core;

namespace CovidCxr.Training.Recipes;

/// <summary>Replaces a value of a recipe by one from the command line, <c>--set key=value</c>.</summary>
internal static class RecipeChange
{
    /// <summary>Replaces the value, or adds it.</summary>
    /// <param name="root">The recipe's keys.</param>
    /// <param name="change">The text <c>key=value</c>; a dot goes one level down.</param>
    /// <param name="origin">The name of the recipe in errors.</param>
    /// <param name="remedy">What to do about a value that is no YAML.</param>
    /// <exception cref="InputException">The text is not <c>key=value</c>, or the key lies below a value that has no keys.</exception>
    public static void Apply(RecipeNode root, string change, string origin, string remedy)
    {
        var shown = $"--set {RecipeWords.Short(change)}";
        var equals = change.IndexOf('=');
        var keys = equals < 0 ? [] : change[..equals].Split('.', StringSplitOptions.TrimEntries);
        if (keys.Length == 0 || keys.Contains(""))
            throw new InputException($"{shown}: must be key=value, for example optimizer.name=sgd");
        var place = $"{origin} with {shown}";
        if (!RecipeNode.TryRead(change[(equals + 1)..], _ => place, remedy, out var value))
            throw new InputException($"{shown}: has no value; give one, for example optimizer.name=sgd");

        var group = root.Group!;
        foreach (var key in keys[..^1])
        {
            if (!group.TryGetValue(key, out var child))
                group[key] = child = new RecipeNode(place) { Group = new(StringComparer.Ordinal) };
            group = child.Group ?? throw new InputException(
                $"{shown}: {RecipeWords.Short(key)} is a value, not a group of values; leave out what follows it");
        }
        group[keys[^1]] = value.At(place);
    }
}
