using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class SourceReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cohen_keeps_frontal_x_rays_with_a_known_finding()
    {
        SyntheticCollections.Cohen(folder);
        var listing = Read("covid-chestxray-dataset");
        // One image of every patient, a second of every other one, and the broken one, which has not been opened yet.
        Assert.Equal(24 + 12 + 1, listing.Images.Count(image => image.Label.Class == Finding.Covid19));
        Assert.Equal(
            ["No Finding", "Pneumonia", "Streptococcus"],
            listing.Images.Where(image => image.Label is ControlLabel).Select(image => image.FindingAsWritten).Order());
        var ards = listing.Images.First(image => image.Original == "images/c3-0.png");
        Assert.Equal(
            (Label.Of(Finding.Covid19), "COVID-19, ARDS", "cohen:3", "AP Supine", "M", "65"),
            (ards.Label, ards.FindingAsWritten, ards.Patient, ards.View, ards.Sex, ards.Age));
        Assert.Equal(("CC BY", "https://example.org/3", null), (ards.Licence, ards.Url, ards.FixedSplit));
    }

    [Fact]
    public void Cohen_lists_every_other_row_and_file_with_its_reason()
    {
        SyntheticCollections.Cohen(folder);
        var reasons = Read("covid-chestxray-dataset").Skipped
            .ToDictionary(file => $"{file.Original} {file.Row}".TrimEnd(), file => file.Reason);
        Assert.Equal(SkipReason.NotFrontal, reasons["images/lateral.png 41"]);
        Assert.Equal(SkipReason.NotAnXRay, reasons["images/ct.png 42"]);
        Assert.Equal(SkipReason.UnknownView, reasons["images/view.png 43"]);
        Assert.Equal(SkipReason.UnknownFinding, reasons["images/todo.png 44"]);
        Assert.Equal(SkipReason.UnknownFinding, reasons["images/unknown.png 45"]);
        Assert.Equal(SkipReason.NoFile, reasons["images/absent.png 46"]);
        Assert.Equal(SkipReason.NoFile, reasons["images/../../secret.png 48"]);
        Assert.Equal(SkipReason.SecondRow, reasons["images/c1-0.png 49"]);
        Assert.Equal(SkipReason.NoRow, reasons["images/without-a-row.png"]);
        Assert.Equal(9, reasons.Count);
    }

    [Fact]
    public void Figure1_reads_windows_1252_and_takes_a_blank_view_as_frontal()
    {
        SyntheticCollections.Figure1(folder);
        var listing = Read("Figure1-COVID-chestxray-dataset");
        Assert.Equal(
            ["figure1:COVID-00001", "figure1:COVID-00003", "figure1:COVID-00003", "figure1:COVID-00005"],
            listing.Images.Select(image => image.Patient));
        Assert.Equal(
            ["images/COVID-00001.jpg", "images/COVID-00003a.jpg", "images/COVID-00003b.png", "images/COVID-00005.png"],
            listing.Images.Select(image => image.Original));
        Assert.Equal(["AP erect", "", "PA", ""], listing.Images.Select(image => image.View));
        Assert.Equal(Label.Control("No finding"), listing.Images[3].Label);
        Assert.Equal(SkipReason.UnknownFinding, Assert.Single(listing.Skipped).Reason);
    }

    [Fact]
    public void Letters_outside_ascii_survive_in_either_encoding()
    {
        byte[] heading = [.. "patientid,finding,modality,view,age\n"u8];
        folder.Write("Figure1-COVID-chestxray-dataset/images/P1.png", SyntheticXRay.Png(1, 64, 64));
        folder.Write("Figure1-COVID-chestxray-dataset/metadata.csv", [.. heading, .. "P1,COVID-19,X-ray,PA,40"u8, 0x92, .. "s\n"u8]);
        Assert.Equal("40\u2019s", Read("Figure1-COVID-chestxray-dataset").Images[0].Age);
        byte[] withMark = [0xEF, 0xBB, 0xBF, .. heading, .. "P1,COVID-19,X-ray,PA,40\u2019s\n"u8];
        folder.Write("Figure1-COVID-chestxray-dataset/metadata.csv", withMark);
        Assert.Equal("40\u2019s", Read("Figure1-COVID-chestxray-dataset").Images[0].Age);
    }

    [Fact]
    public void Actualmed_names_the_file_in_its_own_column()
    {
        SyntheticCollections.Actualmed(folder);
        var listing = Read("Actualmed-COVID-chestxray-dataset");
        Assert.Equal(
            [("actualmed:ANON1", Label.Of(Finding.Covid19)), ("actualmed:ANON2", Label.Control("No finding"))],
            listing.Images.Select(image => (image.Patient, image.Label)));
        Assert.Equal([SkipReason.UnknownFinding, SkipReason.NoFile], listing.Skipped.OrderBy(file => file.Row).Select(file => file.Reason));
    }

    [Fact]
    public void A_patient_number_that_a_spreadsheet_wrote_with_a_point_is_the_same_patient()
    {
        string[] ids = ["2", "2.0", "2,00", "2.5", "002", "311a", "ANON2.0"];
        var rows = ids.Select((id, i) => $"\"{id}\",COVID-19,PA,X-ray,{i}.png\n");
        folder.Write(
            "covid-chestxray-dataset/metadata.csv",
            System.Text.Encoding.UTF8.GetBytes("patientid,finding,view,modality,filename\n" + string.Concat(rows)));
        for (var i = 0; i < ids.Length; i++)
            folder.Write($"covid-chestxray-dataset/images/{i}.png", [1]);
        Assert.Equal(
            ["cohen:2", "cohen:2", "cohen:2", "cohen:2.5", "cohen:002", "cohen:311a", "cohen:ANON2.0"],
            Read("covid-chestxray-dataset").Images.OrderBy(image => image.Original).Select(image => image.Patient));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}.JPG")]
    [InlineData("images/{0}.png")]
    [InlineData("images\\{0}.PNG")]
    public void Every_image_is_found_however_the_table_writes_its_name_and_the_notes_say_so(string form)
    {
        var table = new System.Text.StringBuilder("patientid,finding,view,modality,filename\n");
        for (var i = 0; i < 68; i++)
        {
            table.Append($"{i},COVID-19,PA,X-ray,{string.Format(null, form, $"scan{i}")}\n");
            folder.Write($"covid-chestxray-dataset/images/scan{i}.png", [1]);
        }
        folder.Write("covid-chestxray-dataset/metadata.csv", System.Text.Encoding.UTF8.GetBytes(table.ToString()));
        var listing = Read("covid-chestxray-dataset");
        Assert.Equal((68, 0), (listing.Images.Count, listing.Skipped.Count));
        Assert.Equal(["cohen: 68 of 68 images were found though the table writes their names in another way"], listing.Notes);
    }

    [Fact]
    public void Kermany_folders_may_be_written_in_any_case()
    {
        folder.Write("x/Train/normal/IM-0001-0001.jpeg", [1]);
        folder.Write("x/TEST/Pneumonia/person1_virus_1.jpeg", [1]);
        var source = SourceCatalog.All.Single(source => source.Name == "kermany");
        Assert.True(source.Recognizes(folder["x"]));
        Assert.Equal(
            [(Finding.Pneumonia, DatasetSplit.Test), (Finding.Normal, DatasetSplit.Train)],
            source.Read(folder["x"], TestContext.Current.CancellationToken).Images
                .Select(image => (image.Label.Class!.Value, image.Published!.Value)));
    }

    [Fact]
    public void Kermany_reads_class_and_split_from_folders_and_the_patient_from_the_name()
    {
        SyntheticCollections.Kermany(folder);
        var listing = Read("chest_xray");
        var images = listing.Images.ToDictionary(image => image.Original);
        Assert.Equal(60 + 12 + 2, images.Count);
        // The number alone is no patient: bacteria 7 and virus 7 are two children.
        Assert.Equal("kermany:bacteria-7", images["train/PNEUMONIA/person7_bacteria_107.jpeg"].Patient);
        Assert.Equal("kermany:virus-7", images["train/PNEUMONIA/person7_virus_207.jpeg"].Patient);
        Assert.Equal("kermany:virus-51", images["test/PNEUMONIA/person51_virus_301_1.jpeg"].Patient);
        Assert.Equal("kermany:IM-0007", images["train/NORMAL/IM-0007-0001.jpeg"].Patient);
        Assert.Equal("kermany:NORMAL2-IM-0003", images["test/NORMAL/NORMAL2-IM-0003-0001-0002.jpeg"].Patient);
        var moved = images["val/NORMAL/NORMAL2-IM-0099-0001.jpeg"];
        Assert.Equal((Label.Of(Finding.Normal), DatasetSplit.Test), (moved.Label, moved.FixedSplit!.Value));
        var train = images["train/PNEUMONIA/person7_virus_207.jpeg"];
        Assert.Equal((Label.Of(Finding.Pneumonia), DatasetSplit.Train), (train.Label, train.FixedSplit!.Value));
        // What macOS leaves in a folder is no file of the collection.
        Assert.Empty(listing.Skipped);
    }

    [Theory]
    [InlineData("PA", true)]
    [InlineData("AP", true)]
    [InlineData("AP Supine", true)]
    [InlineData("AP semi erect", true)]
    [InlineData("AP erect", true)]
    [InlineData("L", false)]
    [InlineData("Lateral", false)]
    [InlineData("Axial", false)]
    [InlineData("APL", false)]
    [InlineData("?", false)]
    [InlineData("", false)]
    public void Frontal_views(string view, bool frontal) => Assert.Equal(frontal, FrontalView.ReasonAgainst(view) is null);

    private SourceListing Read(string name)
    {
        var source = Assert.Single(SourceCatalog.All, source => source.Recognizes(folder[name]));
        Assert.Equal(name, source.FolderName);
        return source.Read(folder[name], TestContext.Current.CancellationToken);
    }
}
