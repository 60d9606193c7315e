namespace CovidCxr.Dicom.Codecs;

/// <summary>
/// A Huffman table of lossless JPEG (ITU-T T.81, annexes C and H): its symbols are the number of bits, 0 to 16, of a difference.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits that <see cref="Fast"/> is looked up by.</summary>
    public const int FastBits = 12;

    private const int LongestCode = 16, MostDifferenceBits = 16;

    private readonly byte[] symbols;
    private readonly int[] firstCode = new int[LongestCode + 2]; // of each length, aligned to 16 bits
    private readonly int[] firstSymbol = new int[LongestCode + 2];
    private readonly int longest;

    private HuffmanTable(ReadOnlySpan<byte> counts, byte[] symbols)
    {
        this.symbols = symbols;
        var (code, symbol) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            firstCode[length] = code << (LongestCode - length);
            firstSymbol[length] = symbol;
            for (var i = 0; i < counts[length - 1]; i++, code++, symbol++)
            {
                if (code >= 1 << length)
                    throw DicomException.Damaged("a Huffman table of its JPEG stream has too many codes");
                if (length <= FastBits)
                    Fill(code, length, symbols[symbol]);
                longest = length;
            }
            code <<= 1;
        }
        firstSymbol[longest + 1] = symbol;
        EndCode = code >> 1; // the loop ended with codes of a bit more
    }

    /// <summary>
    /// By the next <see cref="FastBits"/> bits: <c>difference &lt;&lt; 16 | bits &lt;&lt; 8 | 1</c> if they hold code and difference,
    /// <c>symbol &lt;&lt; 16 | bits &lt;&lt; 8 | 2</c> if they hold the code, 0 if they do not.
    /// </summary>
    public int[] Fast { get; } = new int[1 << FastBits];

    // Behind the last code, aligned to 16 bits.
    private int EndCode { get; }

    /// <summary>Reads the tables of a DHT segment.</summary>
    /// <param name="content">The segment without its length.</param>
    /// <param name="tables">[4], receives the tables by their number.</param>
    /// <exception cref="DicomException">The segment is damaged.</exception>
    public static void Read(ReadOnlySpan<byte> content, HuffmanTable?[] tables)
    {
        while (content.Length > 0)
        {
            if (content.Length < 1 + LongestCode)
                throw DicomException.Damaged("a Huffman table of its JPEG stream is cut");
            var target = content[0];
            var counts = content.Slice(1, LongestCode);
            var total = 0;
            foreach (var count in counts)
                total += count;
            if (total is 0 or > 256 || content.Length < 1 + LongestCode + total || target > 3)
                throw DicomException.Damaged("a Huffman table of its JPEG stream is not valid");
            var symbols = content.Slice(1 + LongestCode, total).ToArray();
            if (symbols.Any(symbol => symbol > MostDifferenceBits))
                throw DicomException.Damaged("a Huffman table of its JPEG stream is not one of lossless JPEG");
            tables[target] = new HuffmanTable(counts, symbols);
            content = content[(1 + LongestCode + total)..];
        }
    }

    /// <summary>Finds a code that <see cref="Fast"/> does not hold.</summary>
    /// <param name="bits">The next 16 bits.</param>
    /// <returns>The symbol, and the bits of its code.</returns>
    /// <exception cref="DicomException">No code begins like that.</exception>
    public (int Symbol, int Length) Find(int bits)
    {
        if (bits >= EndCode)
            throw DicomException.Damaged("its JPEG stream has a code that is in no table");
        for (var length = 1; length <= longest; length++)
            if (length == longest || bits < firstCode[length + 1])
            {
                var symbol = firstSymbol[length] + ((bits - firstCode[length]) >> (LongestCode - length));
                return symbol < firstSymbol[length + 1] ? (symbols[symbol], length)
                    : throw DicomException.Damaged("its JPEG stream has a code that is in no table");
            }
        throw DicomException.Damaged("its JPEG stream has a code that is in no table");
    }

    /// <summary>A difference from its bits (T.81, F.2.2.1 and H.1.2.2).</summary>
    /// <param name="bits">The bits that follow the code, as a number.</param>
    /// <param name="count">How many they are, 1 to 15.</param>
    public static int Extend(int bits, int count) => bits < 1 << (count - 1) ? bits - (1 << count) + 1 : bits;

    private void Fill(int code, int length, int symbol)
    {
        var free = FastBits - length;
        for (var rest = 0; rest < 1 << free; rest++)
            Fast[(code << free) | rest] =
                symbol is 0 or MostDifferenceBits ? ((symbol == 0 ? 0 : 1 << 15) << 16) | (length << 8) | 1
                : symbol <= free ? (Extend(rest >> (free - symbol), symbol) << 16) | ((length + symbol) << 8) | 1
                : (symbol << 16) | (length << 8) | 2;
    }
}
