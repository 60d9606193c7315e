using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Tests.Export;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

public sealed class TrainingRequestTests(SyntheticDataset drawn) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_run_takes_the_recipe_paper_and_seed_0()
    {
        foreach (var resume in new[] { false, true })
        {
            var options = new TrainingRequest { Data = drawn.Folder, Out = folder["new"], Resume = resume }.Complete();
            Assert.Equal(("paper", 0L, drawn.Folder), (options.Recipe.Name, options.Seed, options.Data));
        }
    }

    [Fact]
    public void A_stopped_run_knows_its_recipe_seed_and_data()
    {
        var options = Resumed().Complete();
        Assert.Equal((16, 9L, Path.GetFullPath(drawn.Folder)), (options.Recipe.InputSize, options.Seed, options.Data));
    }

    [Fact]
    public void What_is_given_counts_more_than_what_the_run_knows()
    {
        var options = (Resumed() with { Data = "elsewhere", Seed = 5, Recipe = "compact", Epochs = 77, Changes = ["batch=8"] }).Complete();
        Assert.Equal(("compact", 77, 8), (options.Recipe.Name, options.Recipe.Epochs, options.Recipe.Batch));
        Assert.Equal(("elsewhere", 5L), (options.Data, options.Seed));
        Assert.Equal(77, (Resumed() with { Epochs = 77 }).Complete().Recipe.Epochs);
    }

    [Fact]
    public void A_folder_without_a_run_asks_for_data()
    {
        foreach (var path in new[] { folder["none"], folder.Path })
            Assert.StartsWith(
                $"--resume: --out {path} holds no run; give its folder, or --data",
                Error(new() { Out = path, Resume = true }));
    }

    [Fact]
    public void Data_that_moved_are_asked_for()
    {
        var request = Resumed();
        var run = new RunFolder(request.Out);
        void Note(string? data) => File.WriteAllText(run.Description, (RunDescription.Read(run) with { Data = data }).Write());
        var gone = folder["gone"];
        Note(gone);
        Assert.Equal($"--resume: {gone}, the dataset of the run {request.Out}, is not there; say with --data where it is now",
            Error(request));
        Assert.Equal(drawn.Folder, (request with { Data = drawn.Folder }).Complete().Data);

        // A run of an earlier version did not note it.
        Note(null);
        Assert.Contains("does not say where its dataset is; give its folder with --data", Error(request));
    }

    [Theory]
    [InlineData(0, "--epochs 0: give 1 or more")]
    [InlineData(-3, "--epochs -3: give 1 or more")]
    [InlineData(100_001, "--epochs 100001: give 100000 or less")]
    public void A_wrong_number_of_epochs_names_the_option(int epochs, string expected)
    {
        Assert.Equal(expected, Error(new() { Data = drawn.Folder, Out = folder["new"], Epochs = epochs }));
        Assert.Equal(expected, Error(Resumed() with { Epochs = epochs }));
    }

    private TrainingRequest Resumed() => new()
    {
        Out = SyntheticRun.Write(folder.New(), Dataset.Open(drawn.Folder), "paper").Path,
        Resume = true,
    };

    private static string Error(TrainingRequest request) => Assert.Throws<InputException>(request.Complete).Message;
}
