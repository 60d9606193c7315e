using System.Text;
using CovidCxr.Imaging.Files;
using Xunit;

namespace CovidCxr.Imaging.Tests.Files;

public sealed class PathListTests
{
    [Fact]
    public void A_list_has_a_path_on_each_line() =>
        Assert.Equal(["a b.png", " c.png", "d"], Read("a b.png\n\n c.png\r\n  \nd"u8.ToArray()).Select(file => file.Path));

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_tells_the_encoding_and_is_no_part_of_a_name(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("für.png\r\n肺 🫁.png\r\n")];
        Assert.Equal(["für.png", "肺 🫁.png"], Read(bytes).Select(file => file.Path));
    }

    [Fact]
    public void A_line_that_can_be_no_path_has_an_error_and_the_others_are_read()
    {
        var endless = new byte[5 << 20];
        endless.AsSpan().Fill((byte)'a');
        var found = Read([.. "x\0y\n"u8, .. endless, .. "\nb.png\n"u8]);
        Assert.Equal([true, true, false], found.Select(file => file.Error is not null));
        Assert.Equal(@"x\0y", found[0].Path);
        Assert.Contains("line 1 of the list holds a zero byte", found[0].Error);
        Assert.Contains("line 2 of the list is longer than 32 KiB", found[1].Error);
        Assert.InRange(found[1].Path.Length, 10, 200);
        Assert.Equal("b.png", found[2].Path);
    }

    [Fact]
    public void A_file_is_opened_by_the_bytes_of_its_name()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        using var folder = new TemporaryFolder();
        byte[] name = [.. Encoding.UTF8.GetBytes(folder.Path), .. "/caf"u8, 0xE9, .. ".png"u8];
        // The shell writes the byte that .NET cannot.
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", "printf x > \"$(printf 'caf\\351.png')\""])
        {
            WorkingDirectory = folder.Path,
        };
        System.Diagnostics.Process.Start(start)!.WaitForExit();
        try
        {
            Assert.Equal("x"u8.ToArray(), ImageFiles.Read(Read(name).Single().Path, []));
            Assert.Equal(Read(name).Single().Path, new ImageSearch([".png"]).Find([folder.Path]).Single().Path);
        }
        finally
        {
            System.Diagnostics.Process.Start("rm", ["-rf", folder.Path]).WaitForExit();
            Directory.CreateDirectory(folder.Path);
        }
    }

    private static List<FoundFile> Read(byte[] bytes) => [.. PathList.Read(new MemoryStream(bytes))];
}
