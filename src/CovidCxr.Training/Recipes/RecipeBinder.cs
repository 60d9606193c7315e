using System.Globalization;
using CovidCxr.Core;
using YamlDotNet.Serialization.NamingConventions;

namespace CovidCxr.Training.Recipes;

/// <summary>
/// Turns a recipe's text into a <see cref="Recipe"/>. The keys are the properties of the recipe's types; an error names the place, the
/// key, the value, and what can stand there.
/// </summary>
/// <remarks>
/// In place of YamlDotNet's deserializer, whose errors name .NET types instead of keys, and which accepts a missing value for everything.
/// </remarks>
internal sealed class RecipeBinder
{
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

    /// <summary>Where each key was written; a key that was not written is absent. For example <c>schedule[1].rate</c>.</summary>
    public IReadOnlyDictionary<string, string> Places => places;

    /// <summary>Makes the recipe.</summary>
    /// <param name="root">The group of all keys.</param>
    /// <exception cref="InputException">A key is not known, or a value is of another type.</exception>
    public Recipe Bind(RecipeNode root) => (Recipe)Group(root, "", typeof(Recipe));

    private object Value(RecipeNode node, string key, Type type)
    {
        places[key] = node.Place;
        if (node is { Text: null, Items: null, Group: null })
            throw new InputException($"{node.Place}: {key} has no value; give one, or leave the key out for its default");
        if (type.IsArray)
            return List(node, key, type.GetElementType()!);
        if (type.IsClass && type != typeof(string))
            return Group(node, key, type);
        return Single(node, key, type);
    }

    private object Group(RecipeNode node, string key, Type type)
    {
        var known = type.GetProperties().ToDictionary(property => UnderscoredNamingConvention.Instance.Apply(property.Name));
        if (node.Group is null)
            throw Wrong(node, key, $"a group of keys, of {string.Join(", ", known.Keys)}");
        var made = Activator.CreateInstance(type)!;
        foreach (var (name, value) in node.Group)
        {
            if (!known.TryGetValue(name, out var property))
                throw Unknown(value, key, name, known.Keys);
            property.SetValue(made, Value(value, key.Length == 0 ? name : $"{key}.{name}", property.PropertyType));
        }
        return made;
    }

    private Array List(RecipeNode node, string key, Type type)
    {
        if (node.Items is null)
            throw Wrong(node, key, "a list, such as " + (type == typeof(double) ? "[0.9, 1.1]" : "[{epoch: 0, rate: 0.001}]"));
        var list = Array.CreateInstance(type, node.Items.Count);
        foreach (var (index, item) in node.Items.Index())
            list.SetValue(Value(item, $"{key}[{index}]", type), index);
        return list;
    }

    private static object Single(RecipeNode node, string key, Type type)
    {
        if (type == typeof(string))
            return node.Text ?? throw Wrong(node, key, "one word");
        if (type == typeof(bool))
            return node.Text?.ToLowerInvariant() switch
            {
                "true" or "yes" or "on" => true,
                "false" or "no" or "off" => false,
                _ => throw Wrong(node, key, "true or false"),
            };
        if (type == typeof(int))
            return int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole
                : throw Wrong(node, key, "a whole number, and not a huge one");
        return double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(node, key, "a number, such as 0.001 or 1e-3");
    }

    private static InputException Wrong(RecipeNode node, string key, string choice)
    {
        var value = node switch
        {
            { Text: { } text } => $"'{RecipeWords.Short(text)}'",
            { Items: not null } => "a list",
            _ => "a group of keys",
        };
        return new($"{node.Place}: {key} is {value}; give {choice}");
    }

    private static InputException Unknown(RecipeNode node, string group, string name, IReadOnlyCollection<string> known)
    {
        var where = group.Length == 0 ? "a recipe" : group;
        return new(
            $"{node.Place}: the key '{RecipeWords.Short(name)}' is not known{RecipeWords.DidYouMean(name, known)}; "
            + $"the keys of {where} are {string.Join(", ", known)}");
    }
}
