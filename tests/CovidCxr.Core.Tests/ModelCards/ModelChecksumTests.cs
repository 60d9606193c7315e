using System.Text;
using CovidCxr.Core.ModelCards;
using Xunit;

namespace CovidCxr.Core.Tests.ModelCards;

public sealed class ModelChecksumTests
{
    // The key and the text of 64 bytes of a metadata entry, between other bytes.
    private static byte[] File() => Encoding.ASCII.GetBytes($"graph\n\u0006sha256\u0012@{ModelChecksum.Placeholder}end");

    [Fact]
    public void A_sealed_file_holds_until_a_byte_changes()
    {
        var file = File();
        ModelChecksum.Seal(file);
        Assert.True(ModelChecksum.Holds(file));
        for (var i = 0; i < file.Length; i++)
        {
            file[i] ^= 1;
            // A damaged entry is no entry any more.
            Assert.NotEqual(true, ModelChecksum.Holds(file));
            file[i] ^= 1;
        }
        Assert.True(ModelChecksum.Holds(file));
    }

    [Fact]
    public void The_digits_are_the_sha256_of_the_file_with_zeros_in_their_place()
    {
        var file = File();
        ModelChecksum.Seal(file);
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File()));
        Assert.Contains(expected, Encoding.ASCII.GetString(file));
    }

    [Fact]
    public void A_file_without_an_entry_has_no_checksum()
    {
        Assert.Null(ModelChecksum.Holds(Encoding.ASCII.GetBytes("graph and weights")));
        Assert.Null(ModelChecksum.Holds([]));
        Assert.Throws<ArgumentException>(() => ModelChecksum.Seal(new byte[100]));
    }
}
