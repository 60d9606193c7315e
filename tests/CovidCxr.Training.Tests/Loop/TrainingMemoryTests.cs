using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

public class TrainingMemoryTests
{
    private static readonly Recipe Huge = RecipeFile.Read("paper", ["input_size=1024", "augmentation.resize=1024"]);

    [Fact]
    public void A_network_larger_than_the_memory_is_refused_in_one_line()
    {
        var error = Assert.Throws<InputException>(() => TrainingMemory.Check(Huge, available: 24_000_000_000));
        Assert.Equal(
            "the network paper with input_size 1024 needs at least 137.6 GB of memory; this machine has 24.0 GB; "
            + "choose a smaller input_size",
            error.Message);
    }

    [Fact]
    public void Networks_that_fit_are_not()
    {
        TrainingMemory.Check(Huge, available: 200_000_000_000);
        TrainingMemory.Check(RecipeFile.Read("paper"), available: 1_500_000_000);
        TrainingMemory.Check(RecipeFile.Read("compact"), available: 100_000_000);
    }

    [Fact]
    public void The_training_library_s_own_words_about_memory_become_one_line()
    {
        var error = Assert.ThrowsAny<ExternalException>(() => torch.empty(1L << 50)); // no machine has that
        Assert.Equal(
            "not enough memory for the network paper with input_size 1024 and batch 64; "
            + "close other programs, or choose a smaller batch or input_size",
            TrainingMemory.ErrorOf(error, Huge)?.Message);
        Assert.Null(TrainingMemory.ErrorOf(Assert.ThrowsAny<ExternalException>(() => torch.ones(2).reshape(3)), Huge));
        Assert.Null(TrainingMemory.ErrorOf(new InputException("no data"), Huge));
    }
}
