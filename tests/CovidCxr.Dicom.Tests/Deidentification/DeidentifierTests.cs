using System.Text;
using CovidCxr.Core;
using CovidCxr.Dicom.Deidentification;
using CovidCxr.Dicom.Format;
using Xunit;

namespace CovidCxr.Dicom.Tests.Deidentification;

public sealed class DeidentifierTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // Of table E.1-1 of PS3.15, those that X-rays carry: names, numbers, places, dates, texts, and what a vendor may add.
    private static readonly uint[] Identifying =
    [
        0x00080012, 0x00080013, 0x00080021, 0x00080022, 0x00080023, 0x00080031, 0x00080032, 0x00080033, 0x00080080, 0x00080081, 0x00080092,
        0x00080094, 0x00081010, 0x00081030, 0x0008103E, 0x00081040, 0x00081048, 0x00081050, 0x00081060, 0x00081070, 0x00081080, 0x00081111,
        0x00082111, 0x00084000, 0x00090010, 0x00091001, 0x00100021, 0x00100032, 0x00100050, 0x00101000, 0x00101001, 0x00101005, 0x00101010,
        0x00101020, 0x00101030, 0x00101040, 0x00101060, 0x00101090, 0x00102000, 0x00102110, 0x00102150, 0x00102154, 0x00102160, 0x00102180,
        0x001021B0, 0x001021C0, 0x001021D0, 0x001021F0, 0x00104000, 0x00181000, 0x00181002, 0x00181004, 0x00181030, 0x00181200, 0x00181400,
        0x00184000, 0x00200052, 0x00204000, 0x00284000, 0x00324000, 0x00321032, 0x00321060, 0x00380010, 0x00380500, 0x00400244, 0x00400253,
        0x00400254, 0x00400280, 0x0040A730, 0x00880140, 0x60003000,
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(SyntheticDicom.Implicit)]
    [InlineData(SyntheticDicom.Explicit)]
    [InlineData(SyntheticDicom.BigEndian)]
    [InlineData(SyntheticDicom.Deflated)]
    [InlineData(SyntheticDicom.Lossless)]
    public void Only_listed_attributes_stay_and_the_picture_is_the_same(string syntax)
    {
        var file = Identified(syntax).File();
        var written = new Deidentifier().Write(file, "a.dcm");
        Assert.Equal(Drawn.Gray(file), Drawn.Gray(written));
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(written));
        var dataset = DicomFile.Read(written).Dataset;
        HashSet<DicomTag> allowed =
        [
            .. KeptAttributes.All.Keys, .. KeptAttributes.Replaced, .. KeptAttributes.Emptied.Keys, Tags.PixelData,
            new(0x0012, 0x0062), new(0x0012, 0x0063), new(0x0012, 0x0064), new(0x0028, 0x0303),
        ];
        Assert.All(dataset.Elements, element => Assert.Contains(element.Tag, allowed));
        Assert.All(KeptAttributes.Emptied.Keys, tag => Assert.Equal(0, dataset[tag]!.Value.Length));
        Assert.Equal("YES", dataset.Text(new(0x0012, 0x0062)));
        Assert.Equal("113100", Assert.Single(dataset.Items(new(0x0012, 0x0064))).Text(Tags.CodeValue));
    }

    [Fact]
    public void No_kept_attribute_is_one_that_must_go() => Assert.Empty(
        Identifying.Intersect(KeptAttributes.All.Keys.Concat(KeptAttributes.InItems.Keys).Select(tag => tag.Number)));

    [Fact]
    public void Identifiers_change_alike_in_one_export_and_otherwise_in_the_next()
    {
        var file = Identified(SyntheticDicom.Explicit).File();
        var (one, other) = (new Deidentifier(), new Deidentifier());
        string Study(Deidentifier by) => DicomFile.Read(by.Write(file, "a")).Dataset.Text(Tags.StudyInstanceUid)!;
        Assert.Equal(Study(one), Study(one));
        Assert.NotEqual(Study(one), Study(other));
        Assert.Matches(@"^2\.25\.[1-9][0-9]{30,38}$", Study(one));
    }

    [Fact]
    public void Burnt_in_text_is_refused() => Assert.Contains("burnt into its picture", Assert.Throws<InputException>(() =>
        new Deidentifier().Write(Identified(SyntheticDicom.Explicit).Text(0x00280301, "CS", "YES").File(), "a.dcm")).Message);

    [Fact]
    public void Dcmtk_and_dicom3tools_read_the_file()
    {
        File.WriteAllBytes(folder["a.dcm"], new Deidentifier().Write(Identified(SyntheticDicom.Explicit).File(), "a.dcm"));
        Assert.Contains("PatientIdentityRemoved", Tool.Run(folder.Path, "dcmdump", "a.dcm"));
        var checkedBy = Tool.RunAnyway(folder.Path, out _, "dciodvfy", "a.dcm");
        Assert.DoesNotContain("Illegal", checkedBy);
        Assert.DoesNotContain("parse", checkedBy);
    }

    private static SyntheticDicom Identified(string syntax)
    {
        var file = syntax == SyntheticDicom.Lossless
            ? new SyntheticDicom(syntax).Picture(96, 80, 12).Fragments([], LosslessJpeg.Encode(Drawn.Chest(12), 96, 80, 12))
            : SyntheticDicom.Gray(Drawn.Chest(12), 96, 80, 12, syntax);
        foreach (var tag in Identifying)
            file.Text(tag, "LO", "SECRET");
        foreach (var tag in KeptAttributes.Emptied)
            file.Text(tag.Key.Number, tag.Value, "SECRET");
        file.Sequence(0x00081140, file.Item().Text(0x00081155, "UI", "SECRET"));
        file.Sequence(0x00283010, file.Item().Words(0x00283002, 256, 0, 12).Text(0x00283003, "LO", "SECRET")
            .Words(0x00283006, [.. Enumerable.Range(0, 256).Select(i => i * 16)]));
        return file.Text(0x0020000D, "UI", "1.2.3.777").Text(0x0020000E, "UI", "1.2.3.778").Text(0x00181110, "DS", "180");
    }
}
