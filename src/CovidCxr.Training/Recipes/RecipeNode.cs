using System.Diagnostics.CodeAnalysis;
using CovidCxr.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CovidCxr.Training.Recipes;

/// <summary>A value of a recipe, as it was written: one value, a list, or a group of keys. It knows where it was written.</summary>
/// <param name="place">The file and the line, or the <c>--set</c>; the beginning of an error.</param>
internal sealed class RecipeNode(string place)
{
    // A recipe has three levels. Reading is recursive, and a text of a million brackets must not exhaust the stack.
    private const int DeepestLevel = 8;

    private static readonly string[] Nulls = ["", "~", "null", "Null", "NULL"];

    /// <summary>The beginning of an error about this value.</summary>
    public string Place { get; init; } = place;

    /// <summary>The text of one value; null for a list, a group and a missing value.</summary>
    public string? Text { get; init; }

    /// <summary>The values of a list; null if this is none.</summary>
    public IReadOnlyList<RecipeNode>? Items { get; init; }

    /// <summary>The values of a group by key, in the order of the file; null if this is none.</summary>
    public OrderedDictionary<string, RecipeNode>? Group { get; init; }

    /// <summary>Reads YAML.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="placeOf">Names the place of a line, from 1.</param>
    /// <param name="remedy">What to do about a text that is no YAML.</param>
    /// <param name="node">The value; null if the text holds none.</param>
    /// <exception cref="InputException">The text is no YAML, or uses what recipes do not have.</exception>
    public static bool TryRead(string yaml, Func<long, string> placeOf, string remedy, [NotNullWhen(true)] out RecipeNode? node)
    {
        var parser = new Parser(new StringReader(yaml));
        node = null;
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<DocumentStart>(out _))
            {
                node = Read(parser, placeOf, level: 1);
                parser.Consume<DocumentEnd>();
                if (parser.TryConsume<DocumentStart>(out var second))
                    throw new InputException($"{placeOf(second.Start.Line)}: a second document begins ('---'); a recipe is one document");
            }
            return node is not null;
        }
        catch (YamlException e)
        {
            throw new InputException($"{placeOf(e.Start.Line)}: not a recipe ({Reason(e)}); {remedy}", e);
        }
    }

    /// <summary>The same value with another place.</summary>
    public RecipeNode At(string newPlace) => new(newPlace) { Text = Text, Items = Items, Group = Group };

    private static RecipeNode Read(IParser parser, Func<long, string> placeOf, int level)
    {
        var next = parser.Current!;
        var place = placeOf(next.Start.Line);
        if (level > DeepestLevel)
            throw new InputException($"{place}: lists and groups are nested more than {DeepestLevel} deep; a recipe has three levels");
        if (next is AnchorAlias alias)
            throw new InputException($"{place}: '*{alias.Value}' stands for another value; write the value itself");
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw new InputException($"{place}: '&{anchored.Anchor.Value}' names a value; leave it out, and write each value itself");
        if (next is NodeEvent { Tag: { IsEmpty: false } tag })
            throw new InputException($"{place}: the tag '{tag.Value}' is not for recipes; leave it out");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new(place) { Text = scalar.Style == ScalarStyle.Plain && Nulls.Contains(scalar.Value) ? null : scalar.Value };
        if (parser.TryConsume<SequenceStart>(out _))
            return new(place) { Items = ReadItems(parser, placeOf, level) };
        parser.Consume<MappingStart>();
        return new(place) { Group = ReadGroup(parser, placeOf, level) };
    }

    private static List<RecipeNode> ReadItems(IParser parser, Func<long, string> placeOf, int level)
    {
        var items = new List<RecipeNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Read(parser, placeOf, level + 1));
        return items;
    }

    private static OrderedDictionary<string, RecipeNode> ReadGroup(IParser parser, Func<long, string> placeOf, int level)
    {
        var group = new OrderedDictionary<string, RecipeNode>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read(parser, placeOf, level + 1);
            if (key.Text is null)
                throw new InputException($"{key.Place}: a key is missing, a list or a group; write 'key: value'");
            // The line of the key: a list or a group begins below it.
            if (!group.TryAdd(key.Text, Read(parser, placeOf, level + 1).At(key.Place)))
                throw new InputException($"{key.Place}: the key '{RecipeWords.Short(key.Text)}' is there twice; keep one of them");
        }
        return group;
    }

    // The library's message about the syntax, which speaks of YAML's own terms.
    private static string Reason(YamlException error)
    {
        var message = error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return message.Length > 1 ? char.ToLowerInvariant(message[0]) + message[1..] : "it is no YAML";
    }
}
