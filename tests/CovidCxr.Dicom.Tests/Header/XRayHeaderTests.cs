using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Dicom.Tests.Header;

public sealed class XRayHeaderTests
{
    private static SyntheticDicom Chest() =>
        SyntheticDicom.Gray(Drawn.Chest(12), 96, 80, 12).Numbers(0x00281050, 2000).Numbers(0x00281051, 4000);

    [Fact]
    public void A_header_of_a_frontal_chest_speaks_against_nothing() => Assert.Equal(
        new XRayHeader { Age = 45 },
        Read(Chest().Text(0x00180015, "CS", "CHEST").Text(0x00185101, "CS", "PA").Text(0x00200020, "CS", @"L\F")
            .Text(0x00280301, "CS", "NO").Text(0x00080068, "CS", "FOR PRESENTATION").Text(0x00101010, "AS", "045Y")));

    [Theory]
    [InlineData(0x00080060u, "CT", "IsOtherModality")]
    [InlineData(0x00080060u, "OT", "IsOtherModality")]
    [InlineData(0x00180015u, "HAND", "IsOtherBodyPart")]
    [InlineData(0x00185101u, "LL", "IsLateral")]
    [InlineData(0x00185101u, "LATERAL", "IsLateral")]
    [InlineData(0x00200062u, "L", "IsLateral")]
    [InlineData(0x00200020u, @"R\F", "IsFlipped")]
    [InlineData(0x00200020u, @"L\H", "IsFlipped")]
    [InlineData(0x00200020u, @"F\R", "IsFlipped")]
    [InlineData(0x00280301u, "YES", "HasBurnedInAnnotation")]
    [InlineData(0x00080068u, "FOR PROCESSING", "IsForProcessing")]
    public void One_attribute_gives_one_reason(uint tag, string value, string property)
    {
        var expected = new XRayHeader();
        typeof(XRayHeader).GetProperty(property)!.SetValue(expected, true);
        Assert.Equal(expected, Read(Chest().Text(tag, "CS", value)));
    }

    [Fact]
    public void The_code_of_a_view_counts_too()
    {
        var file = Chest();
        file.Sequence(0x00540220, file.Item().Text(0x00080100, "SH", "R-10236").Text(0x00080102, "SH", "SRT"));
        Assert.True(Read(file).IsLateral);
    }

    [Theory]
    [InlineData("018M", null, 1)]
    [InlineData("003W", null, 0)]
    [InlineData("", "19500601", 69)]
    [InlineData("junk", null, null)]
    public void Age_is_given_or_reckoned(string age, string? birth, int? years)
    {
        var file = Chest().Text(0x00101010, "AS", age).Text(0x00080020, "DA", "20200531");
        if (birth is not null)
            file.Text(0x00100030, "DA", birth);
        Assert.Equal(years, Read(file).Age is { } read ? (int)read : null);
    }

    [Fact]
    public void Pixels_that_are_not_square_are_stretched()
    {
        Assert.Equal(new ImageSize(96, 160), XRayDecoders.All.ReadSize(Chest().Text(0x00280034, "IS", @"2\1").File(), "a"));
        Assert.Equal(new ImageSize(144, 80), XRayDecoders.All.ReadSize(Chest().Numbers(0x00280030, 0.1, 0.15).File(), "a"));
        Assert.Equal(new ImageSize(96, 80), XRayDecoders.All.ReadSize(Chest().Numbers(0x00181164, 0.1, 0.1).File(), "a"));
        Assert.Equal(new ImageSize(96, 80), XRayDecoders.All.ReadSize(Chest().Numbers(0x00181164, 0.1, 99).File(), "a"));
    }

    [Fact]
    public void A_description_masks_identifiers_unless_asked()
    {
        var file = Chest().Text(0x00100010, "PN", "Doe^Jane").Text(0x00100020, "LO", "4711").Text(0x00080050, "SH", "A-99")
            .Text(0x00100030, "DA", "19500601").Text(0x00080020, "DA", "20200531").File();
        var masked = DicomDescription.Of(file, "a", withIdentifiers: false, out var error);
        Assert.Null(error);
        Assert.All(masked, line => Assert.DoesNotMatch("Doe|4711|A-99|1950|20200531|1.2.3.4.5.6", line.Value));
        Assert.Contains(("patient's name", DicomDescription.Masked), masked);
        Assert.Contains(("age", "69 years"), masked);
        var open = DicomDescription.Of(file, "a", withIdentifiers: true, out _);
        Assert.Contains(("patient's name", "Doe^Jane"), open);
        Assert.Contains(("picture", "96 x 80, MONOCHROME2, 1 frame"), open);
        Assert.Contains(("object", "a digital X-ray image"), open);
    }

    private static XRayHeader Read(SyntheticDicom file) => XRayDecoders.All.ReadScaled(file.File(), "a", 32).Header!;
}
