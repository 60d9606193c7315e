using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Writes ASCII text on an image in Liberation Sans (SIL Open Font License), 20 pixels high. The glyphs come with the program as one small
/// image, so that no font needs to be installed and no font library loaded.
/// </summary>
internal static class Lettering
{
    /// <summary>Rows of a line of text.</summary>
    public const int LineHeight = 26;

    private const char First = ' ';
    private const int SheetHeight = 32;

    // The advance of each glyph from the space to '~', pixels; on the sheet, one empty column stands before and one after each.
    private static readonly int[] Advances =
    [
        6, 6, 7, 11, 11, 18, 13, 4, 7, 7, 8, 12, 6, 7, 6, 6, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 6, 6, 12, 12, 12, 11,
        20, 13, 13, 14, 14, 13, 12, 16, 14, 6, 10, 13, 11, 17, 14, 16, 13, 16, 14, 13, 12, 14, 13, 19, 13, 13, 12, 6, 6, 6, 9, 11,
        7, 11, 11, 10, 11, 11, 6, 11, 11, 4, 4, 10, 4, 17, 11, 11, 11, 11, 7, 10, 6, 11, 10, 14, 10, 10, 10, 7, 5, 7, 12,
    ];

    private static readonly int SheetWidth = Advances.Sum() + (2 * Advances.Length);
    private static readonly Lazy<byte[]> Sheet = new(ReadSheet); // [SheetHeight, SheetWidth], the opacity of the glyphs

    /// <summary>The width of a text, pixels.</summary>
    public static int Width(string text) => text.Sum(letter => Advances[Index(letter)]);

    /// <summary>Breaks a text between words into lines; a longer word has a line of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of a line, pixels.</param>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
            if (lines.Count > 0 && Width($"{lines[^1]} {word}") <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        return lines;
    }

    /// <summary>Writes a text in white.</summary>
    /// <param name="canvas">The image to write on.</param>
    /// <param name="text">ASCII; other letters become question marks.</param>
    /// <param name="left">Column of the first letter.</param>
    /// <param name="top">First row of the line.</param>
    public static void Write(Canvas canvas, string text, int left, int top)
    {
        foreach (var letter in text)
        {
            var index = Index(letter);
            var from = Advances.Take(index).Sum() + (2 * index);
            for (var y = 0; y < LineHeight; y++)
                for (var x = 0; x < Advances[index] + 2; x++)
                    canvas.Blend(left + x - 1, top + y, (255, 255, 255), Sheet.Value[(y * SheetWidth) + from + x] / 255f);
            left += Advances[index];
        }
    }

    private static int Index(char letter) => letter is >= First and <= '~' ? letter - First : '?' - First;

    private static byte[] ReadSheet()
    {
        using var stream = typeof(Lettering).Assembly.GetManifestResourceStream("glyphs.png")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return ImageDecoders.Default.ReadGray(memory.ToArray(), "glyphs.png", SheetWidth, SheetHeight);
    }
}
