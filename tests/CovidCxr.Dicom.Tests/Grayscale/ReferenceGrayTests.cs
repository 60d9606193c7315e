using System.Globalization;
using Xunit;

namespace CovidCxr.Dicom.Tests.Grayscale;

/// <summary>The 16-bit gray values are those of dcmtk's <c>dcmj2pnm</c>.</summary>
public sealed class ReferenceGrayTests : IDisposable
{
    private const int Width = 97, Height = 81;

    private readonly TemporaryFolder folder = new();

    /// <summary>Bits, sign, photometric interpretation and kind of window.</summary>
    public static TheoryData<int, bool, string, string> All
    {
        get
        {
            string[] kinds = ["linear", "narrow", "rescaled", "sigmoid", "two", "voi-lut", "voi-lut-12", "modality-lut"];
            var all = new TheoryData<int, bool, string, string>();
            foreach (var bits in new[] { 8, 10, 12, 14, 16 })
                foreach (var isSigned in new[] { false, true })
                    foreach (var photometric in new[] { "MONOCHROME1", "MONOCHROME2" })
                        foreach (var kind in kinds)
                            all.Add(bits, isSigned, photometric, kind);
            return all;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void Gray_values_differ_by_a_step_at_most(int bits, bool isSigned, string photometric, string kind)
    {
        var file = SyntheticDicom.Gray(Drawn.Chest(bits, Width, Height), Width, Height, bits, isSigned: isSigned)
            .Text(0x00280004, "CS", photometric).Text(0x0020000D, "UI", "1.2.3").Text(0x0020000E, "UI", "1.2.4");
        var options = AddWindow(file, kind, bits, isSigned);
        File.WriteAllBytes(folder["a.dcm"], file.File());
        Tool.Run(folder.Path, "dcmj2pnm", [.. options, "+opn", "16", "a.dcm", "a.pgm"]);
        var (expected, read) = (Pgm(File.ReadAllText(folder["a.pgm"])), Drawn.Gray(file.File()));
        Assert.True(expected.Distinct().Count() > 20);
        // dcmtk multiplies entries of 12 bits by 16, so that the largest is not quite white.
        Assert.InRange(expected.Zip(read, (a, b) => Math.Abs(a - b)).Max(), 0, kind == "voi-lut-12" ? 16 : 1);
    }

    // dcmtk does not have LINEAR_EXACT; its formula is asked of the standard (C.11.2.1.3.2).
    [Fact]
    public void Linear_exact_is_the_formula_of_the_standard()
    {
        var samples = Drawn.Chest(12, Width, Height);
        var file = SyntheticDicom.Gray(samples, Width, Height, 12).Numbers(0x00281050, 2000).Numbers(0x00281051, 1001)
            .Text(0x00281056, "CS", "LINEAR_EXACT");
        var expected = Array.ConvertAll(samples, sample =>
            (ushort)Math.Round(65535 * Math.Clamp(((sample - 2000.0) / 1001) + 0.5, 0, 1)));
        Assert.Equal(expected, Drawn.Gray(file.File()));
    }

    private static string[] AddWindow(SyntheticDicom file, string kind, int bits, bool isSigned)
    {
        var count = 1 << bits;
        var middle = isSigned ? 0 : count / 2;
        switch (kind)
        {
            case "linear":
                file.Numbers(0x00281050, middle + 3.5).Numbers(0x00281051, count * 0.7);
                return ["+Wi", "1"];
            case "narrow":
                file.Numbers(0x00281050, middle - (count * 0.1)).Numbers(0x00281051, count * 0.25);
                return ["+Wi", "1"];
            case "rescaled":
                // Whole numbers, because dcmtk rounds to them before it applies the window.
                file.Numbers(0x00281053, 2).Numbers(0x00281052, -100).Numbers(0x00281050, (middle * 2) - 100)
                    .Numbers(0x00281051, count * 1.4);
                return ["+Wi", "1"];
            case "sigmoid":
                file.Numbers(0x00281050, middle).Numbers(0x00281051, count * 0.5).Text(0x00281056, "CS", "SIGMOID");
                return ["+Wfs", "+Wi", "1"];
            case "two":
                file.Numbers(0x00281050, middle, 5).Numbers(0x00281051, count * 0.6, 10);
                return ["+Wi", "1"];
            case "voi-lut" or "voi-lut-12":
                var entryBits = kind == "voi-lut" ? 16 : 12;
                file.Sequence(0x00283010, Lut(file, middle - (count / 4), Math.Min(count / 2, 4096), entryBits, isSigned));
                return ["+Wl", "1"];
            default:
                file.Sequence(0x00283000, Lut(file, middle - (count / 4), Math.Min(count / 2, 4096), 12, isSigned)
                    .Text(0x00283004, "LO", "US"), hasUndefinedLength: true);
                file.Numbers(0x00281050, 2000).Numbers(0x00281051, 3900);
                return ["+Wi", "1"];
        }
    }

    // A curve that rises and bends.
    private static SyntheticDicom Lut(SyntheticDicom file, int first, int entries, int bits, bool isSigned)
    {
        var largest = (1 << bits) - 1;
        return file.Item()
            .Words(0x00283002, isSigned ? "SS" : "US", entries, first, bits)
            .Words(0x00283006, "US",
                [.. Enumerable.Range(0, entries).Select(i => (int)(largest * Math.Pow(i / (double)(entries - 1), 0.6)))]);
    }

    // P2, a comment, width, height, the largest value, and the values.
    private static ushort[] Pgm(string text)
    {
        var words = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#')))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["P2", $"{Width}", $"{Height}", "65535"], words[..4]);
        return [.. words[4..].Select(word => ushort.Parse(word, CultureInfo.InvariantCulture))];
    }
}
