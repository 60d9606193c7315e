using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

public sealed class TrainingPaceTests(SyntheticDataset dataset) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0.01, 1, 2.0)] // 100 s, of which 10 of validation: 90 s are 9,000 images, 900 in each of 10 epochs of 450
    [InlineData(0.1, 1, 0.2)]
    [InlineData(10, 1, 0.0178)] // not less than a batch of 8
    [InlineData(0.01, 100, 0.0178)] // validation alone takes longer
    public void A_share_fills_the_budget(double secondsPerImage, double secondsPerValidation, double expected)
    {
        var recipe = RecipeFile.Read("paper", ["epochs=10", "batch=8"]);
        var pace = new TrainingPace(secondsPerImage, secondsPerValidation, Images: 450, PeakMemory: 0);
        Assert.Equal(expected, pace.ShareFor(TimeSpan.FromSeconds(100), recipe), 1e-4);
    }

    [Fact]
    public void A_pace_is_measured_without_a_trace()
    {
        var recipe = RecipeFile.Read("paper", ["network=mobilenetv2", "input_size=32", "augmentation.resize=36", "batch=8"]);
        var options = new TrainingOptions { Recipe = recipe, Data = dataset.Folder, Out = folder["run"] };
        var pace = TrainingPace.Measure(options, folder["pixels.cache"], null, TestContext.Current.CancellationToken);
        Assert.InRange(pace.SecondsPerImage, 1e-5, 10);
        Assert.InRange(pace.SecondsPerValidation, 1e-5, 100);
        Assert.InRange(pace.PeakMemory, 1, 2L << 30);
        Assert.InRange(pace.Images, 60, 120);
        Assert.False(Directory.Exists(folder["run"]) || File.Exists(folder["pixels.cache"]));
    }

    public void Dispose() => folder.Dispose();
}
