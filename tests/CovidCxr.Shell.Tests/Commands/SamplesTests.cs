using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Shell.Commands;
using Xunit;

namespace CovidCxr.Shell.Tests.Commands;

public sealed class SamplesTests
{
    private static readonly string Committed = Path.Combine(BuiltProgram.Repository, "samples");

    [Fact]
    public void The_committed_images_are_those_that_the_program_draws()
    {
        using var folder = new TemporaryFolder();
        SampleFolder.Write(folder.Path, force: false);
        var names = Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ToList();
        Assert.Equal(names, Directory.GetFiles(Committed).Select(Path.GetFileName).Order());
        Assert.InRange(Samples.All.Count, 4, 6);
        foreach (var plan in Samples.All)
        {
            var (drawn, committed) = (Read(folder.Path, plan), Read(Committed, plan));
            // Sines and roots may differ in the last bit between processors.
            Assert.InRange(SyntheticXRay.LargestDifference(drawn, committed), 0, 1);
        }
        Assert.Equal(File.ReadAllText(folder["README.md"]), File.ReadAllText(Path.Combine(Committed, "README.md")));
    }

    [Fact]
    public void Lungs_are_darker_than_what_lies_around_them_and_the_inverted_one_is_the_other_way_round()
    {
        foreach (var plan in Samples.All)
        {
            var lung = Mean(plan, 0.28, 0.45) + Mean(plan, 0.72, 0.42);
            var around = Mean(plan, 0.5, 0.55) + Mean(plan, 0.5, 0.92);
            Assert.True(plan.Inverted ? lung > around + 60 : lung < around - 60, $"{plan.Name}: {lung} in the lungs, {around} around them");
        }
    }

    [Fact]
    public void An_opacity_is_brighter_than_the_same_place_without_it()
    {
        var plan = Samples.All.Single(sample => sample.Name == "phantom-4-lobe");
        Assert.InRange(Mean(plan, 0.33, 0.64) - Mean(plan with { Opacities = [] }, 0.33, 0.64), 30, 200);
    }

    [Fact]
    public void The_page_says_that_they_are_drawn() => Assert.Contains("synthetic", File.ReadAllText(Path.Combine(Committed, "README.md")));

    private static double Mean(PhantomPlan plan, double x, double y)
    {
        var pixels = ChestPhantom.Draw(plan);
        var (left, top) = ((int)(x * plan.Width) - 6, (int)(y * plan.Height) - 6);
        return Enumerable.Range(0, 144).Average(i => (double)pixels[((top + (i / 12)) * plan.Width) + left + (i % 12)]);
    }

    private static byte[] Read(string folder, PhantomPlan plan) =>
        ImageDecoders.Default.ReadGray(Path.Combine(folder, $"{plan.Name}.png"), plan.Width, plan.Height);
}
