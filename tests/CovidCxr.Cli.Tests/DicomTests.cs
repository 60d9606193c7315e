using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>DICOM through the commands, as a user gives it.</summary>
[Trait("Speed", "slow")]
public sealed class DicomTests : IDisposable
{
    private const int Width = 320, Height = 288;
    private const uint ReferencedFile = 0x00041500, RecordType = 0x00041430, Records = 0x00041220;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Files_folders_without_endings_dicomdirs_and_lists_give_what_png_gives()
    {
        var png = folder.Write("png/a.png", PngWriter.Encode(SyntheticXRay.Pixels(7, Width, Height), Width, Height));
        folder.Write("cd/IMAGES/0001", Chest(7).File());
        folder.Write("ward/deep/1.2.840.99.1", Chest(7, SyntheticDicom.Implicit).File());
        folder.Write("ward/deep/notes", "no picture"u8.ToArray());
        var named = folder.Write("named.dcm", Chest(7, SyntheticDicom.BigEndian).File());
        var directory = new SyntheticDicom(sopClass: "1.2.840.10008.1.3.10");
        directory.Sequence(Records, directory.Item().Text(RecordType, "CS", "IMAGE").Text(ReferencedFile, "CS", @"images\0001"));
        folder.Write("cd/DICOMDIR", directory.File());
        var list = folder.Write("list.txt", System.Text.Encoding.UTF8.GetBytes(named + "\n"));

        var expected = Assert.Single(await RowsAsync(png));
        string[][] ways = [[folder["cd/DICOMDIR"]], [folder["cd"]], [folder["ward"]], [named], ["--from", list]];
        foreach (var way in ways)
        {
            var row = Assert.Single(await RowsAsync(way));
            Assert.Equal(expected[1..5], row[1..5]);
            Assert.Equal(expected[7], row[7]);
        }
    }

    [Fact]
    public async Task What_the_header_says_is_a_reason_and_no_identifier_is_written()
    {
        var path = folder.Write("a.dcm", Chest(7).Text(0x00100010, "PN", "Doe^Jane").Text(0x00100020, "LO", "4711")
            .Text(0x00185101, "CS", "LL").Text(0x00080060, "CS", "CT").Text(0x00101010, "AS", "010Y").File());
        var json = await BuiltProgram.RunPredictProgramAsync("predict", "--format", "json", "--explain", path);
        Assert.Equal(0, json.ExitCode);
        foreach (var reason in new[] { "\"other-modality\"", "\"lateral-view\"", "\"age-outside-training\"" })
            Assert.Contains(reason, json.Output);
        Assert.DoesNotMatch("Doe|4711", json.Output + json.Error);

        var shown = (await BuiltProgram.RunPredictProgramAsync("dicom", "show", path)).Success();
        Assert.Matches("refer because of +modality, view", shown);
        Assert.DoesNotMatch("Doe|4711", shown);
        Assert.Contains("Doe^Jane", (await BuiltProgram.RunPredictProgramAsync("dicom", "show", "--identifiers", path)).Success());
    }

    [Fact]
    public async Task Exported_pictures_are_predicted_alike_and_carry_no_identity()
    {
        folder.Write("ward/Doe_Jane", Chest(7).Text(0x00100010, "PN", "Doe^Jane").File());
        folder.Write("ward/z.dcm", Chest(8).Text(0x00280301, "CS", "YES").File());
        foreach (var format in new[] { "png", "dicom" })
        {
            var output = folder[$"out-{format}"];
            var done = await BuiltProgram.RunPredictProgramAsync(
                "dicom", "export", "--deidentify", "--format", format, "--out", output, folder["ward"]);
            Assert.Contains("burnt into its picture", done.OneErrorLine());
            var written = Assert.Single(Directory.GetFiles(output));
            Assert.StartsWith("000001.", Path.GetFileName(written));
            Assert.DoesNotContain("Doe", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(written)) + done.Output);
            Assert.Equal((await RowsAsync(folder["ward/Doe_Jane"]))[0][1..5], (await RowsAsync(written))[0][1..5]);
        }
        Assert.Contains("give --deidentify", (await BuiltProgram.RunPredictProgramAsync(
            "dicom", "export", "--format", "dicom", "--out", folder["no"], folder["ward"])).OneErrorLine());
        Assert.Contains("exists and is not an empty folder", (await BuiltProgram.RunPredictProgramAsync(
            "dicom", "export", "--out", folder["out-png"], folder["ward"])).OneErrorLine());
    }

    [Fact]
    public async Task Errors_are_one_line()
    {
        var text = folder.Write("a.dcm", "text"u8.ToArray());
        Assert.Contains("is not a DICOM file", (await BuiltProgram.RunPredictProgramAsync("dicom", "show", text)).OneErrorLine());
        Assert.Contains("is not a DICOM, JPEG", (await BuiltProgram.RunPredictProgramAsync("predict", text)).Error);
        var report = folder.Write("sr", new SyntheticDicom(sopClass: "1.2.840.10008.5.1.4.1.1.88.11").File());
        Assert.Contains("is a structured report in DICOM, without a picture; leave it out",
            (await BuiltProgram.RunPredictProgramAsync("dicom", "show", report)).OneErrorLine());
    }

    [Theory]
    [InlineData("/nowhere/gdcmconv", "apt install libgdcm-tools")]
    [InlineData("/bin/false", "which gdcmconv cannot decode (it ends with code 1)")]
    public async Task A_codec_that_is_missing_or_fails_is_one_line(string program, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin");
        var file = new SyntheticDicom("1.2.840.10008.1.2.4.90").Picture(64, 64, 8).Fragments([], new byte[200]);
        var path = folder.Write("a.dcm", file.File());
        var outcome = await BuiltProgram.RunAsync(new() { ["COVIDCXR_GDCMCONV"] = program }, ["predict", "--format", "csv", path]);
        Assert.Contains(reason, outcome.OneErrorLine());
    }

    [Fact]
    public async Task The_challenge_of_the_rsna_is_built_and_ones_own_folders_are_measured()
    {
        var rows = new List<string> { "patientId,class" };
        for (var i = 0; i < 60; i++)
        {
            rows.Add($"patient-{i},{(i % 2 == 0 ? "Normal" : "Lung Opacity")}");
            folder.Write($"rsna/stage_2_train_images/patient-{i}.dcm", Chest(i).File());
            folder.Write($"own/{(i % 3 == 0 ? "Normal" : i % 3 == 1 ? "Pneumonia" : "COVID-19")}/IM{i:D6}", Chest(100 + i).File());
        }
        folder.Write("rsna/stage_2_detailed_class_info.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n"));
        // Beside one's own images, which are tested on: the challenge's are only learned from.
        (await BuiltProgram.RunAsync(
            "dataset", "build", "--sources", folder["rsna"], "--collections", "rsna", "--own", folder["own"],
            "--size", "64", "--out", folder["dataset"])).Success();
        var manifest = File.ReadAllLines(folder["dataset/manifest.csv"]);
        Assert.Equal((60, 60), (manifest.Count(row => row.Contains(",rsna,")), manifest.Count(row => row.Contains(",own,"))));
        Assert.Contains("report", (await BuiltProgram.RunAsync("evaluate", "--data", folder["own"], "--out", folder["report"])).Success());
    }

    private static SyntheticDicom Chest(int seed, string syntax = SyntheticDicom.Explicit) => SyntheticDicom.Gray(
        Array.ConvertAll(SyntheticXRay.Pixels(seed, Width, Height), gray => (ushort)gray), Width, Height, 8, syntax);

    private static async Task<List<string[]>> RowsAsync(params string[] arguments) =>
    [
        .. (await BuiltProgram.RunPredictProgramAsync(["predict", "--format", "csv", .. arguments])).Success()
            .TrimEnd().Split('\n').Skip(1).Select(row => row.Split(',')),
    ];
}
