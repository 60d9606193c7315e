using System.Diagnostics;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>The tables of one collection as spreadsheets save them.</summary>
public sealed class MetadataTableTests : IDisposable
{
    private const string Table = "patientid,finding,view,modality,filename\n1,COVID-19,PA,X-ray,é.png\n2,\"No Finding\",AP,X-ray,b.png\n";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, bool> Encodings => new()
    {
        { "utf-8", ",", false }, { "utf-8", ";", true }, { "utf-8", "\t", false }, { "utf-8", "|", false },
        { "utf-16", ",", true }, { "utf-16", ";", false }, { "utf-16BE", "\t", true }, { "utf-16BE", ",", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_separator_and_encoding_gives_the_same_rows(string encoding, string separator, bool withMark)
    {
        var coder = Encoding.GetEncoding(encoding);
        byte[] mark = withMark ? [.. coder.Preamble] : [];
        var text = Table.Replace(",", separator);
        foreach (var before in (string[])["", $"sep={separator}\r\n", $"\"sep={separator}\"\n"])
        {
            var rows = Rows([.. mark, .. coder.GetBytes(before + text)]);
            Assert.Equal([("1", "COVID-19", "é.png"), ("2", "No Finding", "b.png")], rows);
        }
    }

    [Fact]
    public void Lines_may_end_as_on_an_old_mac() => Assert.Equal(2, Rows(Utf8.GetBytes(Table.Replace('\n', '\r'))).Count);

    [Fact]
    public void Columns_may_be_quoted_spaced_and_of_any_case()
    {
        var table = Table.Replace("patientid,finding,view,modality,filename",
            " 'PatientID' ,\" Finding\", VIEW,\u201CModality\u201D,FileName ");
        Assert.Equal(("1", "COVID-19", "é.png"), Rows(Utf8.GetBytes(table))[0]);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_windows_1252_whatever_stands_beside_them()
    {
        byte[] table = [0xEF, 0xBB, 0xBF, .. Utf8.GetBytes(Table), .. "3,COVID-19,PA,X-ray,caf"u8, 0xE9, .. ".png\n"u8];
        Assert.Equal(["é.png", "b.png", "café.png"], Rows(table).Select(row => row.File));
    }

    [Fact]
    public void Rows_are_numbered_by_the_lines_of_the_file()
    {
        Write(Utf8.GetBytes("sep=;\n" + Table.Replace(',', ';')));
        using var table = MetadataTable.Open(folder.Path);
        Assert.Equal([3, 4], table.ReadRows(TestContext.Current.CancellationToken).Select(row => row.Number));
    }

    [Fact]
    public void A_quote_that_is_not_closed_swallows_no_row() =>
        Refused(Utf8.GetBytes(Table + "3,\"COVID-19,PA,X-ray,c.png\n4,COVID-19,PA,X-ray,d.png\n"),
            "metadata.csv, line 4: a quote is opened and");

    [Fact]
    public void A_quote_inside_a_field_is_taken_as_it_is() =>
        Assert.Equal("5\" film.png", Rows(Utf8.GetBytes(Table + "3,COVID-19,PA,X-ray,5\" film.png\n"))[2].File);

    [Fact]
    public void Text_that_is_no_utf16_is_refused() =>
        Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Table), 0x00, 0xD8, 0x41, 0x00], "the text is not valid UTF-16");

    [Theory]
    [InlineData("PK\u0003\u0004 a workbook", "is a workbook or an archive")]
    [InlineData("", "is empty")]
    [InlineData("patientid^finding^view^modality^filename\n1^COVID-19^PA^X-ray^a.png\n", "line 1: its columns are divided by none of")]
    public void What_is_no_table_is_refused(string text, string why) => Refused(Utf8.GetBytes(text), why);

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var before = GC.GetTotalAllocatedBytes();
        Refused([.. Utf8.GetBytes(Table), .. new byte[40 << 20]], "metadata.csv, line 4: is longer than 1 Mi characters");
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 120L << 20);
    }

    [Fact]
    public void A_field_over_many_lines_is_refused_too() =>
        Refused(
            Utf8.GetBytes(Table + "3,\"" + string.Concat(Enumerable.Repeat("COVID-19\n", 200_000)) + "\",PA,X-ray,c.png\n"),
            "a field is too long, perhaps because a quote is not closed");

    [Fact]
    public void A_table_larger_than_any_is_refused_unread()
    {
        using (var file = File.Create(folder["metadata.csv"]))
            file.SetLength(TableText.LargestBytes + 1);
        Assert.Contains("more than 256 MiB", Assert.Throws<InputException>(() => MetadataTable.Open(folder.Path)).Message);
    }

    [Theory]
    [InlineData("mkfifo metadata.csv", "metadata.csv is a pipe, not a file")]
    [InlineData("ln -s /dev/zero metadata.csv", "metadata.csv is a device, not a file")]
    public void What_is_no_file_is_never_opened(string command, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither pipes nor devices among its files");
        using (var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder.Path })!)
            shell.WaitForExit();
        Assert.Contains(why, Assert.Throws<InputException>(() => MetadataTable.Open(folder.Path)).Message);
    }

    private List<(string Patient, string Finding, string File)> Rows(byte[] bytes)
    {
        Write(bytes);
        using var table = MetadataTable.Open(folder.Path);
        return [.. table.ReadRows(TestContext.Current.CancellationToken).Select(row => (row["patientid"], row["finding"],
            row["filename"]))];
    }

    private void Refused(byte[] bytes, string why)
    {
        var message = Assert.Throws<InputException>(() => Rows(bytes)).Message;
        Assert.StartsWith(folder["metadata.csv"], message);
        Assert.Contains(why, message);
        Assert.DoesNotContain('\n', message);
    }

    private void Write(byte[] bytes) => folder.Write("metadata.csv", bytes);
}
