using CovidCxr.Core;
using CovidCxr.Datasets.Building;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Datasets.Tests;

public sealed class ExampleXRayTests(BuiltDataset built) : IClassFixture<BuiltDataset>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Four_of_every_finding_are_read_as_they_are()
    {
        var dataset = Dataset.Open(built.Options.Out);

        var examples = ExampleXRay.Choose(dataset);

        Assert.Equal(
            Findings.All.SelectMany(finding => Enumerable.Repeat(finding.Name(), 4)),
            examples.Select(example => example.Origin.Class));
        foreach (var (origin, image) in examples)
        {
            Assert.Contains(origin, dataset.In(DatasetSplit.Train));
            var pixels = ImageDecoders.Default.ReadGray(Path.Combine(dataset.Folder, origin.Path), 64, 64);
            Assert.Equal(GrayImage.FromBytes(64, 64, pixels).Pixels, image.Pixels);
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Large_images_are_scaled_down()
    {
        DatasetBuilder.Build(built.Options with { Out = folder["large"], Size = 300 }, null, CancellationToken.None);

        var examples = ExampleXRay.Choose(Dataset.Open(folder["large"]));
        Assert.All(examples, example => Assert.Equal((256, 256), (example.Image.Width, example.Image.Height)));
    }
}
