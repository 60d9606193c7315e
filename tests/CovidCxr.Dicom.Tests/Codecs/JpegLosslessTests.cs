using System.Runtime.InteropServices;
using CovidCxr.Dicom.Codecs;
using Xunit;

namespace CovidCxr.Dicom.Tests.Codecs;

public sealed class JpegLosslessTests
{
    private const int Width = 61, Height = 43;

    public static TheoryData<int, int> All
    {
        get
        {
            var all = new TheoryData<int, int>();
            for (var bits = 2; bits <= 16; bits++)
                for (var selection = 1; selection <= 7; selection++)
                    all.Add(bits, selection);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_depth_and_predictor_is_exact(int bits, int selection)
    {
        var samples = Random(bits);
        Assert.Equal(samples, Decode(LosslessJpeg.Encode(samples, Width, Height, bits, selection)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 4)]
    public void Restarts_begin_anew(int selection, int rows)
    {
        var samples = Random(12);
        Assert.Equal(samples, Decode(LosslessJpeg.Encode(samples, Width, Height, 12, selection, rows)));
    }

    [Fact]
    public void A_point_transform_leaves_the_low_bits_out()
    {
        var samples = Random(12);
        var expected = Array.ConvertAll(samples, sample => (ushort)(sample & ~3));
        Assert.Equal(expected, Decode(LosslessJpeg.Encode(samples, Width, Height, 12, 4, shift: 2)));
    }

    [Fact]
    public void A_cut_or_changed_stream_is_refused_or_gives_a_picture_of_the_same_size()
    {
        var stream = LosslessJpeg.Encode(Random(12), Width, Height, 12, 6);
        for (var length = 0; length < stream.Length - 2; length += 37)
            Assert.Throws<DicomException>(() => Decode(stream[..length]));
        var random = new Random(4);
        for (var i = 0; i < 3000; i++)
        {
            var changed = stream.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                var header = JpegHeader.Of(changed);
                if (header is { IsLossless: true, Width: Width, Height: Height })
                    Assert.Equal(2 * Width * Height * header.Components, JpegLossless.Decode(changed, header).Length);
            }
            catch (DicomException)
            {
                // Refused.
            }
        }
    }

    // Noise uses every difference up to the largest; a ramp uses the small ones.
    private static ushort[] Random(int bits)
    {
        var random = new Random(bits);
        var samples = new ushort[Width * Height];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (ushort)((i < samples.Length / 2 ? random.Next(1 << 16) : i + random.Next(3)) & ((1 << bits) - 1));
        (samples[5], samples[6]) = (0, (ushort)(1 << (bits - 1))); // a difference of half the range has a code of its own at 16 bits
        return samples;
    }

    private static ushort[] Decode(byte[] stream) =>
        MemoryMarshal.Cast<byte, ushort>(JpegLossless.Decode(stream, JpegHeader.Of(stream)).AsSpan()).ToArray();
}
