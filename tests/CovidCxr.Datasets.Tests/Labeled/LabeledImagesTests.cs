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

    [Fact]
    public void A_table_may_tell_age_sex_and_view_and_other_views_are_left_out()
    {
        folder.Write("t.csv", Encoding.UTF8.GetBytes(
            "file,class,Age,Gender,View Position\na.png,Normal,71,F,AP\nb.png,Normal,,,LL\nc.png,Normal,,,\n"));
        var read = LabeledImages.Read(folder["t.csv"], null);
        Assert.Equal([("a.png", "71", "F", "AP"), ("c.png", "", "", "")],
            read.Images.Select(image => (image.Name, image.Age, image.Sex, image.View)));
        Assert.Equal(["1 row of another view than PA or AP"], read.Notes);
    }

    [Fact]
    public void Controls_of_a_dataset_that_a_model_learned_from_are_left_out()
    {
        LabeledImage Control(string patient, string source) => new("", "", Label.Control("SARS"), "SARS", patient, source);
        var images = new LabeledImages(
            [.. Enumerable.Range(0, 30).Select(i => Control($"cohen:{i}", "cohen")), Control("cohen:0", "own")], []);
        var folds = Enumerable.Range(0, 3).Select(fold => images.Without(new HeldOutFold(3, fold))).ToList();
        Assert.Equal(30 + 3, folds.Sum(fold => fold.Images.Count));
        Assert.All(folds, fold => Assert.Contains("which it did not learn from", fold.Notes.Single()));
        Assert.Same(images, images.Without(null));
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
