using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

public sealed class BrokenImageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Truncated_jpeg() => Refused(SyntheticXRay.Jpeg(1)[..2000], "damaged or ends early");

    [Fact]
    public void Truncated_png() => Refused(SyntheticXRay.Png(1)[..2000], "damaged or ends early");

    [Fact]
    public void Png_with_a_wrong_byte()
    {
        var png = SyntheticXRay.Png(1);
        png[png.Length / 2] ^= 0xFF;
        Refused(png, "damaged or ends early");
    }

    [Fact]
    public void WebP_that_ends_in_its_header() => Refused("RIFF\0\0\0\0WEBP"u8.ToArray(), "damaged or ends early");

    [Fact]
    public void Zero_byte_file() => Refused([], "is empty (0 bytes)");

    [Fact]
    public void Text_file_called_png() => Refused("patientid,finding\n"u8.ToArray(), "is not a JPEG, PNG, TIFF, WebP or GIF image");

    [Fact]
    public void Vector_graphics() =>
        Refused(
            "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>"u8.ToArray(),
            "is an SVG image, which this version does not read; convert it to PNG");

    [Fact]
    public void One_by_one_pixel() => Refused(SyntheticXRay.Png(1, 1, 1), "is 1 x 1 pixels, smaller than 32");

    [Fact]
    public void One_narrow_side() => Refused(SyntheticXRay.Png(1, 500, 31), "is 500 x 31 pixels, smaller than 32");

    [Fact]
    public void Twenty_thousand_by_twenty_thousand_pixels_are_refused_by_their_header()
        => Refused(PngHeader(20_000, 20_000), "is 20000 x 20000 pixels, more than 100 megapixels");

    [Fact]
    public void Missing_file() => Assert.Contains(
        "does not exist", Message(() => ImageDecoders.Default.ReadGray(folder["none.png"], 64, 64), "none.png"));

    [Fact]
    public void A_folder() => Message(() => ImageDecoders.Default.ReadGray(folder.Path, 64, 64), folder.Path);

    private static string Message(Action read, string name)
    {
        var message = Assert.Throws<InputException>(read).Message;
        Assert.Contains(name, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    // A file that announces a size and holds no image data.
    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        return [.. signature, .. Chunk("IHDR", header), .. Chunk("IDAT", new byte[100]), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32.HashToUInt32(body));
        return [.. number, .. body, .. check];
    }

    private void Refused(byte[] bytes, string why)
    {
        var path = folder.Write("broken.png", bytes);
        Assert.Contains(why, Message(() => ImageDecoders.Default.ReadGray(path, 64, 64), "broken.png"));
        Assert.Contains(why, Message(() => ImageDecoders.Default.ReadGray(bytes, "from memory", 64, 64), "from memory"));
    }
}
