using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>The collections that the paper did not use.</summary>
public sealed class FurtherSourceTests : IDisposable
{
    private const string NihColumns = "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nih_reads_labels_patients_ages_and_views_from_its_table()
    {
        Write("CXR8/Data_Entry_2017_v2020.csv", NihColumns
            + "00000001_000.png,No Finding,0,1,58,M,PA\n"
            + "00000001_001.png,Infiltration|Pneumonia,1,1,414,M,AP\n"
            + "00000002_000.png,Effusion|Mass,0,2,081Y,F,PA\n"
            + "00000003_000.png,No Finding,0,3,011M,F,PA\n"
            + "00000004_000.png,No Finding,0,4,40,F,PA\n");
        Write("CXR8/rsna-readings.csv", "Image Index,reading\n00000001_000.png,Normal\n");
        foreach (var file in (string[])["00000001_000.png", "00000001_001.png", "00000002_000.jpg", "00000003_000.png", "stray.png"])
            folder.Write($"CXR8/images/{file}", [1]);
        var listing = Read("nih", "CXR8");
        Assert.Equal(
            [
                ("images/00000001_000.png", Label.Of(Finding.Normal), "nih:1", "58", "M", "PA"),
                ("images/00000001_001.png", Label.Of(Finding.Pneumonia), "nih:1", "", "M", "AP"),
                ("images/00000002_000.jpg", Label.Control("Effusion|Mass"), "nih:2", "81", "F", "PA"),
                ("images/00000003_000.png", Label.Of(Finding.Normal), "nih:3", "0", "F", "PA"),
            ],
            listing.Images.Select(image => (image.Original, image.Label, image.Patient, image.Age, image.Sex, image.View)));
        Assert.Equal(
            [SkipReason.NoFile, SkipReason.NoRow], listing.Skipped.Select(file => file.Reason).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["nih: 1 ages of the published table cannot be true and are left blank, first 414"], listing.Notes);
    }

    [Fact]
    public void Nih_may_lie_as_its_twelve_archives_unpack_beside_the_first_table()
    {
        Write("nih/Data_Entry_2017.csv", NihColumns + "a.png,No Finding,0,1,58,M,PA\nb.png,Pneumonia,0,2,60,F,AP\n");
        folder.Write("nih/images_001/images/a.png", [1]);
        folder.Write("nih/images_012/images/b.png", [1]);
        var listing = Read("nih", "nih");
        Assert.Equal(["images_001/images/a.png", "images_012/images/b.png"], listing.Images.Select(image => image.Original));
        Assert.Empty(listing.Skipped);
        Assert.Empty(listing.Notes);
    }

    [Theory]
    [InlineData("COVID-19_Radiography_Dataset/{0}/images/{1}.png", "COVID", "Lung_Opacity")]
    [InlineData("COVID-19 Radiography Database/{0}/{1}.png", "COVID-19", "NORMAL")]
    public void Radiography_reads_the_class_from_the_folder_in_both_layouts(string layout, string covid, string other)
    {
        foreach (var type in (string[])[covid, other, "Viral Pneumonia"])
            folder.Write(string.Format(null, layout, type, $"{type} (1)"), [1]);
        folder.Write("COVID-19_Radiography_Dataset/COVID/masks/COVID (1).png", [1]);
        folder.Write($"{layout.Split('/')[0]}/README.md.txt", [1]);
        var listing = Read("radiography", layout.Split('/')[0]);
        Assert.Equal(
            [Finding.Covid19, other == "NORMAL" ? Finding.Normal : Finding.Pneumonia, Finding.Pneumonia],
            listing.Images.OrderBy(image => image.Original, StringComparer.Ordinal).Select(image => image.Label.Class!.Value));
        Assert.Equal(3, listing.Images.Select(image => image.Patient).Distinct().Count());
        Assert.Equal("1-5", listing.Images.Single(image => image.FindingAsWritten == "Viral Pneumonia").Age);
        Assert.Empty(listing.Skipped);
    }

    [Fact]
    public void Cxnet_reads_its_table_and_takes_what_lies_in_its_folder_of_covid_without_a_row()
    {
        Write("COVID-CXNet/metadata.csv", "\uFEFFfilename,patient_id,sex,age,view,label,pcr_test,url\n"
            + "1.jpg,10,female,68,,COVID-19,positive,https://example.org/1\n"
            + "2.png,10,male,70,AP,COVID-19,,\n"
            + "3.jpg,11,,,,COVID-19,negative,\n"
            + "4.jpg,12,,,,,positive,\n");
        string[] files = ["covid19/1.jpg", "covid19/2.jpg", "covid19/3.jpg", "covid19/4.jpg", "covid19/own.jpg", "normal/n.jpg"];
        foreach (var file in files)
            folder.Write($"COVID-CXNet/chest_xray_images/{file}", [1]);
        var listing = Read("cxnet", "COVID-CXNet");
        Assert.Equal(
            [
                ("chest_xray_images/covid19/1.jpg", "cxnet:10", "F", "68", ""),
                ("chest_xray_images/covid19/2.jpg", "cxnet:10", "M", "70", "AP"),
                ("chest_xray_images/covid19/own.jpg", "cxnet:file-own", "", "", ""),
            ],
            listing.Images.Select(image => (image.Original, image.Patient, image.Sex, image.Age, image.View)));
        Assert.All(listing.Images, image => Assert.Equal(Finding.Covid19, image.Label.Class));
        Assert.Equal(
            [("chest_xray_images/covid19/3.jpg", SkipReason.NegativeTest), ("chest_xray_images/covid19/4.jpg", SkipReason.UnknownFinding)],
            listing.Skipped.Select(file => (file.Original, file.Reason)));
    }

    [Fact]
    public void Rsna_has_one_label_for_each_picture_however_many_boxes_were_drawn()
    {
        Write("rsna/stage_2_detailed_class_info.csv",
            "patientId,class\na,Lung Opacity\na,Lung Opacity\nb,Normal\nc,No Lung Opacity / Not Normal\n");
        foreach (var file in (string[])["a.dcm", "b.png", "c.dcm"])
            folder.Write($"rsna/stage_2_train_images/{file}", [1]);
        var listing = Read("rsna", "rsna");
        Assert.Equal(
            [Label.Of(Finding.Pneumonia), Label.Of(Finding.Normal), Label.Control("No Lung Opacity / Not Normal")],
            listing.Images.Select(image => image.Label));
        Assert.Empty(listing.Skipped);
    }

    [Fact]
    public void Of_all_collections_exactly_one_recognizes_each_folder()
    {
        Write("CXR8/Data_Entry_2017_v2020.csv", NihColumns);
        Write("COVID-CXNet/metadata.csv", "filename,pcr_test,label\n");
        folder.Write("COVID-19_Radiography_Dataset/Normal/images/a.png", [1]);
        SyntheticCollections.Kermany(folder);
        SyntheticCollections.Cohen(folder);
        var catalog = SourceCatalog.Find(folder.Path, SourceCatalog.All, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(["cohen", "kermany", "nih", "radiography", "cxnet"], catalog.Found);
        Assert.Equal(["cohen", "kermany"], SourceCatalog.Find(folder.Path, cancel: TestContext.Current.CancellationToken).Found);
    }

    [Theory]
    [InlineData("paper", "cohen,figure1,actualmed,kermany")]
    [InlineData("NIH, cohen", "cohen,nih")]
    [InlineData("paper,cxnet", "cohen,figure1,actualmed,kermany,cxnet")]
    public void A_choice_names_collections(string choice, string expected) =>
        Assert.Equal(expected, string.Join(',', CollectionChoice.Of(choice).Select(source => source.Name)));

    [Theory]
    [InlineData("nih,chexpert")]
    [InlineData(",")]
    public void An_unknown_collection_is_refused(string choice)
    {
        var message = Assert.Throws<InputException>(() => CollectionChoice.Of(choice)).Message;
        Assert.StartsWith($"--collections {choice}: ", message);
        Assert.Contains("paper, all, cohen", message);
    }

    private void Write(string path, string text) => folder.Write(path, Encoding.UTF8.GetBytes(text));

    private SourceListing Read(string source, string name)
    {
        var found = Assert.Single(SourceCatalog.All, source => source.Recognizes(folder[name]));
        Assert.Equal(source, found.Name);
        var listing = found.Read(folder[name], TestContext.Current.CancellationToken);
        return listing with { Images = [.. listing.Images.OrderBy(image => image.Original, StringComparer.Ordinal)] };
    }
}
