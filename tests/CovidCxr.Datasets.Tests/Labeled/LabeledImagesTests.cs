using System.Text;
using CovidCxr.Core;
using CovidCxr.Datasets.Labeled;
using Xunit;

namespace CovidCxr.Datasets.Tests.Labeled;

public sealed class LabeledImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_for_each_class_labels_its_images()
    {
        string[] files =
            ["COVID19/a.png", "normal/2026/b.jpg", "Pneumonia/c.png", "tuberculosis/d.png", "unknown/e.png", "f.png", "normal/notes.txt"];
        foreach (var file in files)
            folder.Write($"ward/{file}", [1]);
        var read = LabeledImages.Read(folder["ward"], null);
        Assert.Equal(
            [
                ("COVID19/a.png", Label.Of(Finding.Covid19)), ("Pneumonia/c.png", Label.Of(Finding.Pneumonia)),
                ("normal/2026/b.jpg", Label.Of(Finding.Normal)), ("tuberculosis/d.png", Label.Control("tuberculosis")),
            ],
            read.Images.Select(image => (image.Name, image.Label)));
        Assert.Equal(["1 image in no class's folder", "1 image in folders whose name leaves the class open"], read.Notes);
    }

    [Fact]
    public void A_table_names_files_classes_and_patients()
    {
        folder.Write("t.csv", Encoding.UTF8.GetBytes("Image;Finding;PatientID\nx/a.png;COVID-19;7\nb.png;No Finding;\nc.png;todo;7\n"));
        var read = LabeledImages.Read(folder["t.csv"], null);
        Assert.Equal(
            [(Path.Combine(folder.Path, "x/a.png"), "7"), (Path.Combine(folder.Path, "b.png"), "file b.png")],
            read.Images.Select(image => (image.Path, image.Patient)));
        Assert.Equal(["1 row without a file or a clear class"], read.Notes);
    }

    [Fact]
    public void Columns_of_any_name_can_be_given()
    {
        folder.Write("t.csv", Encoding.UTF8.GetBytes("dx,img\nNormal,a.png\n"));
        Assert.Equal(Label.Of(Finding.Normal), LabeledImages.Read(folder["t.csv"], "file=IMG, class=dx").Images.Single().Label);
    }

    [Theory]
    [InlineData(null, "none of the columns class, label")]
    [InlineData("class=dx,file=path", "has no column 'path'")]
    [InlineData("klass=dx", "--columns klass=dx: 'klass=dx' is not one of")]
    [InlineData("class", "'class' is not one of")]
    public void Columns_that_are_not_there_are_refused(string? columns, string why)
    {
        folder.Write("t.csv", Encoding.UTF8.GetBytes("dx,img,file\nNormal,a.png,a.png\n"));
        Assert.Contains(why, Assert.Throws<InputException>(() => LabeledImages.Read(folder["t.csv"], columns)).Message);
    }

    [Fact]
    public void Nothing_with_a_label_is_refused()
    {
        folder.Write("empty/f.png", [1]);
        Assert.Contains("holds no image with a label; 1 image in no class's folder", Error(folder["empty"]));
        Assert.Contains("does not exist", Error(folder["none"]));
    }

    private static string Error(string path) => Assert.Throws<InputException>(() => LabeledImages.Read(path, null)).Message;
}
