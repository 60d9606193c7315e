using CovidCxr.Core;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Recipes;

public class RecipeTests
{
    [Fact]
    public void Every_shipped_recipe_loads_and_shows_its_command()
    {
        Assert.Contains("paper", RecipeFile.Names);
        Assert.Contains("paper-as-published", RecipeFile.Names);
        foreach (var name in RecipeFile.Names)
        {
            Assert.Equal(name, RecipeFile.Read(name).Name);
            Assert.Contains($"--recipe {name} ", File.ReadAllText(Path.Combine(RecipeFile.Folder, name + ".yaml")));
        }
    }

    [Fact]
    public void Only_paper_as_published_has_the_published_contrast()
    {
        Assert.Equal([0.1, 0.2], RecipeFile.Read("paper-as-published").Augmentation.Contrast);
        Assert.All(
            RecipeFile.Names.Where(name => name != "paper-as-published"),
            name => Assert.True(RecipeFile.Read(name).Augmentation.Contrast[0] > 0.2));
    }

    [Fact]
    public void A_recipe_survives_writing_and_reading()
    {
        var recipe = RecipeFile.Read("paper", ["optimizer.name=nadam", "schedule=[{epoch: 0, rate: 0.001, ramp: true}]", "epochs=3"]);
        var text = RecipeFile.Write(recipe);
        Assert.Equal(text, RecipeFile.Write(RecipeFile.Parse(text, "text")));
        Assert.Equal("nadam", recipe.Optimizer.Name);
        Assert.Equal(3, recipe.Epochs);
        Assert.Equal(0.001, Assert.Single(recipe.Schedule).Rate);
        Assert.True(recipe.Schedule[0].Ramp);
    }

    [Theory]
    [InlineData("optimiser.name=adam", "optimiser")]
    [InlineData("augmentation.sharpen=2", "sharpen")]
    [InlineData("batch=0", "paper.yaml with --set batch=0: batch is 0; choose 1 to 4096")]
    [InlineData("batch=many", "many")]
    [InlineData("augmentation.sharpness=2", "augmentation.sharpness is 2; choose 0 to 1")]
    [InlineData("network=compact-lungs", "input_size is 80; choose 64, 128, 256 with the network compact-lungs")]
    [InlineData("network=vgg", "network is vgg; choose one of compact, compact-lungs, covidnet-cxr-large, ")]
    [InlineData("augmentation.contrast=[1.2, 0.8]", "augmentation.contrast is [1.2, 0.8]")]
    [InlineData("augmentation.resize=64", "augmentation.resize is 64; choose 80 to 2048")]
    [InlineData("loss.class_weights=[1, 2]", "loss.class_weights is [1, 2]")]
    [InlineData("schedule=[{epoch: 1, rate: 0.1}]", "schedule is first epoch 1")]
    [InlineData("batch.size=3", "batch is a value")]
    [InlineData("batch", "must be key=value")]
    [InlineData("batch=", "--set batch=: has no value; give one")]
    [InlineData("batch=[", "paper.yaml with --set batch=[: not a recipe (")]
    public void A_wrong_value_is_named(string change, string named)
    {
        var error = Assert.Throws<InputException>(() => RecipeFile.Read("paper", [change]));
        Assert.Contains(named, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Every_change_is_named()
    {
        var error = Assert.Throws<InputException>(() => RecipeFile.Parse("epochs: 0", "my.yaml", ["batch=8", "optimizer.name=sgd"]));
        Assert.Equal("my.yaml, line 1 with --set batch=8 --set optimizer.name=sgd: epochs is 0; choose 1 to 100000", error.Message);
    }

    [Fact]
    public void An_unknown_recipe_names_the_known_ones()
    {
        var error = Assert.Throws<InputException>(() => RecipeFile.Read("papyrus"));
        Assert.Contains("paper-as-published", error.Message);
    }
}
