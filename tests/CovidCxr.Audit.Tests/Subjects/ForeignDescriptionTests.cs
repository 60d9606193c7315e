using System.Text;
using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using Xunit;

namespace CovidCxr.Audit.Tests.Subjects;

public sealed class ForeignDescriptionTests : IDisposable
{
    private const string Whole = """
        model: theirs.onnx
        input: image
        size: 224
        mean: [0.485, 0.456, 0.406]
        std: [0.229, 0.224, 0.225]
        output: logits
        classes: [Normal, Pneumonia, COVID-19, '-']
        trained_on: [cohen]
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_description_is_read_with_its_defaults()
    {
        var model = ForeignDescription.Read(Write(Whole));

        Assert.Equal(folder["theirs.onnx"], model.Path);
        Assert.Equal(("theirs", "image", 224, 3, false, 255.0, true), (
            model.Name, model.Input, model.Size, model.Channels, model.ChannelsLast, model.Scale, model.NeedsSoftmax));
        Assert.Equal([Finding.Normal, Finding.Pneumonia, Finding.Covid19, null], model.Classes);
        Assert.Equal(["cohen"], model.TrainedOn);
    }

    [Theory]
    [InlineData("size: 224", "", "lacks 'size'")]
    [InlineData("size: 224", "size: 4", "size 4: give 8 to 2048")]
    [InlineData("output: logits", "", "lacks 'output'")]
    [InlineData("'-'", "Tuberculosis", "'Tuberculosis' is none of COVID-19, Normal, Pneumonia")]
    [InlineData("std: [0.229, 0.224, 0.225]", "std: [1]", "std: give 3 numbers")]
    [InlineData("size: 224", "sizes: 224", "line 3")]
    [InlineData("size: 224", "size: [", "line ")]
    public void What_is_wrong_is_one_line_that_names_it(string from, string to, string expected)
    {
        var message = Assert.Throws<InputException>(() => ForeignDescription.Read(Write(Whole.Replace(from, to)))).Message;

        Assert.StartsWith($"--model {folder["model.yaml"]}: ", message);
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    private string Write(string text) => folder.Write("model.yaml", Encoding.UTF8.GetBytes(text));
}
