using System.Diagnostics;
using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Dicom.Format;
using Xunit;

namespace CovidCxr.Dicom.Tests.Format;

/// <summary>Changed files are read or refused in one line: no other exception, no hang, no memory beyond the picture.</summary>
public sealed class FuzzTests
{
    private const int Files = 100_000, Width = 40, Height = 36;
    private const long BaseBytes = 16 << 20, BytesPerPixel = 16, BytesPerByte = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20); // of a loaded machine

    private static readonly byte[][] Seeds = [.. MakeSeeds()];

    [Fact]
    [Trait("Speed", "slow")]
    public void Changed_files_are_read_or_refused()
    {
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        var read = 0;
        Parallel.For(0, Files, number =>
        {
            var file = Change(Seeds[number % Seeds.Length], new Random(number));
            var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                XRayDecoders.All.ReadScaled(file, "fuzz.dcm", 32);
                Interlocked.Increment(ref read);
            }
            catch (InputException e) when (!e.Message.Contains('\n'))
            {
                // Refused in one line.
            }
            catch (Exception e)
            {
                failures.Add($"{number}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n')[0]}");
            }
            var (time, allocated) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
            if (time > Longest)
                failures.Add($"{number}: {time}");
            if (allocated > BaseBytes + (BytesPerByte * file.Length) + (BytesPerPixel * Area(file)))
                failures.Add($"{number}: {allocated >> 20} MiB for {file.Length} bytes");
        });
        Assert.Empty(failures.Order().Take(10));
        Assert.InRange(read, Files / 100, Files); // changes of a name or of a few pixels leave a picture
    }

    [Fact]
    public void Sequences_ten_thousand_deep_are_refused()
    {
        var bytes = new List<byte>(new SyntheticDicom().Without(0x00080018).Without(0x00080060).File());
        for (var depth = 0; depth < 10_000; depth++)
        {
            bytes.AddRange([0x08, 0, 0x15, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
            bytes.AddRange([0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
        }
        Assert.Contains("sequences inside each other", Drawn.Error([.. bytes]));
    }

    [Fact]
    public void An_undefined_length_without_an_end_is_refused()
    {
        var file = Gray().Element(0x00081115, "SQ", []).File();
        var at = file.AsSpan().IndexOf(new byte[] { 0x08, 0, 0x15, 0x11 });
        file.AsSpan(at + 8, 4).Fill(0xFF);
        Assert.Contains("damaged", Drawn.Error(file));
    }

    [Fact]
    public void Fragments_that_say_too_much_are_refused()
    {
        var file = Fragmented().File();
        var at = file.AsSpan().LastIndexOf(new byte[] { 0xFE, 0xFF, 0x00, 0xE0 });
        file[at + 7] = 0x7F;
        Assert.Contains("says that it has", Drawn.Error(file));
    }

    [Theory]
    [InlineData(65535, 65535, "megapixels")]
    [InlineData(10000, 10000, "its picture has")]
    [InlineData(0, 36, "0 x 36 pixels")]
    public void Sizes_beyond_the_file_take_no_memory(int columns, int rows, string reason)
    {
        var file = Gray().Words(0x00280010, rows).Words(0x00280011, columns).Text(0x00280008, "IS", "2147483647").File();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(reason, Drawn.Error(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_deflated_bomb_is_inflated_no_further_than_its_header_says()
    {
        var plain = new SyntheticDicom(SyntheticDicom.Deflated).Picture(Width, Height, 16)
            .Element(0x7FE00010, "OW", new byte[400 << 20]);
        var file = plain.File();
        var before = GC.GetAllocatedBytesForCurrentThread();
        XRayDecoders.All.ReadScaled(file, "bomb.dcm", 32);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static SyntheticDicom Gray(string syntax = SyntheticDicom.Explicit) =>
        SyntheticDicom.Gray(Drawn.Chest(12, Width, Height), Width, Height, 12, syntax)
            .Numbers(0x00281050, 2048).Numbers(0x00281051, 4096);

    private static SyntheticDicom Fragmented() => new SyntheticDicom(SyntheticDicom.Lossless).Picture(Width, Height, 12)
        .Fragments([], LosslessJpeg.Encode(Drawn.Chest(12, Width, Height), Width, Height, 12, 4));

    private static IEnumerable<byte[]> MakeSeeds()
    {
        string[] plain = [SyntheticDicom.Implicit, SyntheticDicom.Explicit, SyntheticDicom.BigEndian, SyntheticDicom.Deflated];
        foreach (var syntax in plain)
        {
            var file = Gray(syntax);
            var table = file.Item().Words(0x00283002, 16, 0, 12).Words(0x00283006, [.. Enumerable.Range(0, 16)]);
            file.Sequence(0x00283010, table, hasUndefinedLength: syntax[^1] == '2');
            yield return file.File();
        }
        yield return Fragmented().File();
        var samples = Drawn.Chest(8, Width, Height);
        var baseline = SyntheticXRay.Jpeg(1, Width, Height);
        yield return new SyntheticDicom(SyntheticDicom.Baseline).Picture(Width, Height, 8)
            .Fragments([0], baseline[..200], baseline[200..]).File();
        yield return new SyntheticDicom(SyntheticDicom.RunLength).Picture(Width, Height, 8).Fragments([], RunLength(samples)).File();
        var palette = new SyntheticDicom().Picture(Width, Height, 8).Text(0x00280004, "CS", "PALETTE COLOR")
            .Element(0x7FE00010, "OB", Array.ConvertAll(samples, sample => (byte)sample));
        for (uint color = 0; color < 3; color++)
            palette.Words(0x00281101 + color, 256, 0, 8).Element(0x00281201 + color, "OW", new byte[256]);
        yield return palette.File();
        yield return Gray().File()[132..]; // without the preamble
    }

    private static byte[] RunLength(ushort[] samples)
    {
        var stream = new List<byte>(new byte[64]) { [0] = 1, [4] = 64 };
        for (var at = 0; at < samples.Length; at += 100)
        {
            var length = Math.Min(100, samples.Length - at);
            stream.Add((byte)(length - 1));
            stream.AddRange(samples.AsSpan(at, length).ToArray().Select(sample => (byte)sample));
        }
        return [.. stream];
    }

    // Bits, bytes, numbers that are lengths or sizes, cuts, repeats; more often in the header.
    private static byte[] Change(byte[] seed, Random random)
    {
        var file = seed.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && file.Count > 8; changes--)
        {
            var at = random.Next(random.Next(3) == 0 ? file.Count - 4 : Math.Min(700, file.Count - 4));
            switch (random.Next(8))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(256);
                    break;
                case 2:
                    file[at] = file[at + 1] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    for (var i = 0; i < 4; i++)
                        file[at + i] = 0xFF;
                    break;
                case 4:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 5:
                    file.InsertRange(at, file.GetRange(random.Next(file.Count / 2), Math.Min(random.Next(1, 60), file.Count / 2)));
                    break;
                case 6:
                    file.RemoveRange(at, random.Next(1, 5));
                    break;
                default:
                    (file[at], file[at + 1]) = ((byte)random.Next(256), (byte)random.Next(256));
                    break;
            }
        }
        return [.. file];
    }

    private static long Area(byte[] file)
    {
        try
        {
            return PixelFormat.Of(DicomFile.Read(file).Dataset).Area;
        }
        catch (DicomException)
        {
            return 0;
        }
    }
}
