using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

public sealed class ImageDecodersTests
{
    public static TheoryData<string> Kinds => [.. SyntheticFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_file_is_recognized_by_its_first_bytes(string kind)
    {
        var encoded = SyntheticFiles.All[kind]();
        Assert.True(new VipsImageDecoder().Recognizes(encoded.AsSpan(0, 12)));
        Assert.False(new VipsImageDecoder().Recognizes(encoded.AsSpan(0, 1)));
        Assert.False(new VipsImageDecoder().Recognizes(encoded.AsSpan(1)));
    }

    [Fact]
    public void The_first_decoder_that_recognizes_a_file_reads_it()
    {
        var decoders = new ImageDecoders(new OneByte(1), new OneByte(2), new OneByte(2));
        Assert.Equal(new ImageSize(1, 0), decoders.ReadSize([1], "a"));
        Assert.Equal(new ImageSize(2, 0), decoders.ReadSize([2], "a"));
        Assert.Equal([2], decoders.ReadGray([2], "a", 1, 1));
        Assert.Equal(
            "a is not a 1 or 2 image, whatever its name says; convert it or leave it out", Error(() => decoders.ReadSize([3], "a")));
        Assert.Equal("a is empty (0 bytes); get the file again or leave it out", Error(() => decoders.ReadScaled([], "a", 32)));
    }

    [Fact]
    public void A_decoder_sees_the_head_of_a_long_file()
    {
        var decoder = new OneByte(1);
        new ImageDecoders(decoder).ReadSize([1, .. new byte[5000]], "a");
        Assert.Equal(ImageDecoders.HeadLength, decoder.HeadLength);
    }

    [Fact]
    public void The_extensions_are_those_of_all_formats_each_once()
    {
        var decoders = new ImageDecoders(new VipsImageDecoder(), new OneByte(1), new OneByte(1));
        Assert.Equal([".1", ".gif", ".jfif", ".jif", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"], decoders.Extensions);
    }

    private static string Error(Action read) => Assert.Throws<InputException>(read).Message;

    // Its files begin with one byte, which is also the image's width and its only pixel.
    private sealed class OneByte(byte first) : IImageDecoder
    {
        public int HeadLength { get; private set; }

        public IReadOnlyList<ImageFormat> Formats { get; } = [new($"{first}", $".{first}")];

        public bool Recognizes(ReadOnlySpan<byte> head)
        {
            HeadLength = head.Length;
            return head[0] == first;
        }

        public ImageSize ReadSize(byte[] encoded, string name) => new(first, 0);

        public ScaledImage ReadScaled(byte[] encoded, string name, int side) => throw new NotSupportedException();

        public byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading)
        {
            reading = ImageReading.EightBit;
            return [first];
        }
    }
}
