using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class RelabelingTests : IDisposable
{
    private static readonly SyntheticSource Nih = new() { Name = "nih" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_reading_overrides_the_label_and_the_finding_stays_as_it_was_written()
    {
        var listing = Apply(
            "Image Index;reading\na.png;Normal\nb.png;Lung Opacity\nc.PNG;No Lung Opacity / Not Normal\nd.png;?\nz.png;Normal\n",
            Image("images/a.jpg", Finding.Pneumonia), Image("images/b.jpg", Finding.Pneumonia), Image("images/c.jpg", Finding.Normal),
            Image("images/d.jpg", Finding.Normal), Image("images/e.jpg", Finding.Normal));
        Assert.Equal(
            [
                (Label.Of(Finding.Normal), "mined", "readings.csv"),
                (Label.Of(Finding.Pneumonia), "mined", "readings.csv"),
                (Label.Control("No Lung Opacity / Not Normal"), "mined", "readings.csv"),
                (Label.Of(Finding.Normal), "mined", ""),
            ],
            listing.Images.Select(image => (image.Label, image.FindingAsWritten, image.LabelBy)));
        Assert.Equal(("images/d.jpg", SkipReason.UnknownFinding), listing.Skipped.Select(file => (file.Original, file.Reason)).Single());
        Assert.Equal(
            ["readings.csv labels 4 images and changes the class of 2; 1 of its images are not in the collections"], listing.Notes);
    }

    [Fact]
    public void A_reading_that_leaves_an_image_out_does_not_count_as_a_changed_class() => Assert.Equal(
        ["readings.csv labels 3 images and changes the class of 1"],
        Apply(
            "image,label\na,?\nb,Normal\nc,Pneumonia\n",
            Image("a.png", Finding.Pneumonia), Image("b.png", Finding.Normal), Image("c.png", Finding.Normal)).Notes);

    [Fact]
    public void Who_read_an_image_is_kept() =>
        Assert.Equal("Dr. X", Apply("image,label,by\na,Normal,Dr. X\n", Image("a.png", Finding.Normal)).Images[0].LabelBy);

    [Theory]
    [InlineData("image,by\na,x\n", "has none of the columns label, reading, class")]
    [InlineData("image,label\na,Normal\na.png,Normal\n", "line 3: names a.png a second time")]
    [InlineData("image,label\na,\n", "line 2: the column 'label' is blank")]
    [InlineData("image,label\nb,Normal\n", "names no image of the collections")]
    [InlineData("image,label\ntwice,Normal\n", "could be nih x/TWICE.png or nih y/twice.png")]
    public void A_table_that_cannot_be_used_is_refused(string table, string why)
    {
        var message = Assert.Throws<InputException>(() => Apply(
            table, Image("a.png", Finding.Normal), Image("x/TWICE.png", Finding.Normal), Image("y/twice.png", Finding.Normal))).Message;
        Assert.StartsWith($"--relabel {folder["readings.csv"]}", message);
        Assert.Contains(why, message);
    }

    private SourceListing Apply(string table, params SourceImage[] images)
    {
        folder.Write("readings.csv", Encoding.UTF8.GetBytes(table));
        return Relabeling.Read(folder["readings.csv"]).Apply(new SourceListing(images, []));
    }

    private static SourceImage Image(string original, Finding finding) =>
        new(Nih, original, original, "mined", Label.Of(finding), $"nih:{original}", "PA", "", "", "", "");
}
