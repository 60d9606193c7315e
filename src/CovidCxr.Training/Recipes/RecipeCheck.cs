using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Training.Networks;

namespace CovidCxr.Training.Recipes;

/// <summary>Checks the values of a recipe.</summary>
/// <param name="places">Where each value was written.</param>
internal sealed class RecipeCheck(RecipePlaces places)
{
    private const int LongestName = 100;

    /// <summary>Checks that every value is in its range.</summary>
    /// <exception cref="InputException">A value is not; the message names the recipe, the key and the value.</exception>
    public void Check(Recipe recipe)
    {
        OneOf("network", recipe.Network, NetworkRegistry.Names);
        InRange("input_size", recipe.InputSize, 16, 1024);
        if (NetworkRegistry.Find(recipe.Network).InputSizes is { } sizes && !sizes.Contains(recipe.InputSize))
            throw Wrong("input_size", $"{recipe.InputSize}", $"{string.Join(", ", sizes)} with the network {recipe.Network}");
        if (NetworkRegistry.Find(recipe.Network).SmallestInput is var smallest && recipe.InputSize < smallest)
            throw Wrong("input_size", $"{recipe.InputSize}", $"{smallest} or more with the network {recipe.Network}");
        if (recipe.Pretrained.File.Length > 0 && !NetworkRegistry.Find(recipe.Network).CanBePretrained)
            throw Wrong(
                "pretrained.file",
                RecipeWords.Short(recipe.Pretrained.File),
                "none with the network " + recipe.Network + "; one that can start from a file is "
                    + string.Join(", ", NetworkRegistry.All.Where(spec => spec.CanBePretrained).Select(spec => spec.Name)));
        if (recipe.Name.Length > LongestName || recipe.Name.Any(char.IsControl))
            throw Wrong("name", $"'{RecipeWords.Short(recipe.Name)}'", $"one line of at most {LongestName} characters");
        InRange("batch", recipe.Batch, 1, 4096);
        InRange("epochs", recipe.Epochs, 1, Recipe.MostEpochs);
        OneOf("select", recipe.Select, ["val_loss", "val_accuracy", "last"]);
        OneOf("precision", recipe.Precision, ["auto", "bfloat16", "float32"]);
        CheckAugmentation(recipe.Augmentation, recipe.InputSize);

        InRange("loss.label_smoothing", recipe.Loss.LabelSmoothing, 0, 0.999);
        if (recipe.Loss.ClassWeights.Length != Findings.Count || recipe.Loss.ClassWeights.Any(w => !(w >= 1e-6 && w <= 1e6)))
            throw Wrong(
                "loss.class_weights",
                $"[{string.Join(", ", recipe.Loss.ClassWeights)}]",
                "three numbers above 0, 1e-6 to 1e6: COVID-19, Normal, Pneumonia");

        OneOf("optimizer.name", recipe.Optimizer.Name, ["adam", "nadam", "sgd"]);
        InRange("optimizer.beta1", recipe.Optimizer.Beta1, 0, 0.999999);
        InRange("optimizer.beta2", recipe.Optimizer.Beta2, 0, 0.999999);
        InRange("optimizer.epsilon", recipe.Optimizer.Epsilon, 1e-16, 1);
        InRange("optimizer.momentum", recipe.Optimizer.Momentum, 0, 0.999999);
        InRange("optimizer.weight_decay", recipe.Optimizer.WeightDecay, 0, 1);
        if (recipe.Optimizer is { WeightDecay: > 0, Name: not "adam" })
            throw Wrong(
                "optimizer.weight_decay",
                $"{recipe.Optimizer.WeightDecay}",
                $"0 with {recipe.Optimizer.Name}; only adam has a weight decay");
        InRange("average", recipe.Average, 0, 0.999999);
        InRange("share", recipe.Share, 0.0001, 1000);
        CheckSampling(recipe.Sampling);
        if (recipe.Controls.Folds != 0)
            InRange("controls.folds", recipe.Controls.Folds, 2, 20);
        InRange("controls.weight", recipe.Controls.Weight, 1e-6, 1e6);
        InRange("teacher.weight", recipe.Teacher.Weight, 0, 1);
        InRange("teacher.temperature", recipe.Teacher.Temperature, 0.1, 20);
        CheckSchedule(recipe.Schedule);
    }

    private void CheckSampling(SamplingRecipe[] sampling)
    {
        for (var i = 0; i < sampling.Length; i++)
        {
            var (source, finding) = (sampling[i].Source, sampling[i].Class);
            OneOf($"sampling[{i}].source", source, [.. SourceCatalog.All.Select(known => known.Name)]);
            if (finding.Length > 0)
                OneOf($"sampling[{i}].class", finding, [.. Findings.All.Select(known => known.Name())]);
            InRange($"sampling[{i}].share", sampling[i].Share, 0.001, 20);
            if (sampling.Take(i).Any(other => other.Source == source && (other.Class == finding || other.Class == "" || finding == "")))
                throw Wrong($"sampling[{i}].source", source, "a collection that is not named before, or another class of it");
        }
    }

    private void CheckAugmentation(AugmentationRecipe augmentation, int inputSize)
    {
        InRange("augmentation.resize", augmentation.Resize, inputSize, 2048);
        InRange("augmentation.flip", augmentation.Flip, 0, 1);
        InRange("augmentation.brightness", augmentation.Brightness, 0, 1);
        Interval("augmentation.contrast", augmentation.Contrast, 0, 100);
        InRange("augmentation.rotate", augmentation.Rotate, 0, 180);
        Interval("augmentation.zoom", augmentation.Zoom, 0.1, 10);
        InRange("augmentation.stretch", augmentation.Stretch, 1, 3);
        InRange("augmentation.shift", augmentation.Shift, 0, 1);
        InRange("augmentation.sharpness", augmentation.Sharpness, 0, 1);
        InRange("augmentation.noise", augmentation.Noise, 0, 1);
        Interval("augmentation.gamma", augmentation.Gamma, 0.1, 10);
        InRange("augmentation.erase", augmentation.Erase, 0, 0.9);
        InRange("augmentation.marks", augmentation.Marks, 0, 1);
        InRange("augmentation.views", augmentation.Views, 0, 1000);
        OneOf("augmentation.framing", augmentation.Framing, ["crop", "fit"]);
    }

    private void CheckSchedule(StageRecipe[] stages)
    {
        if (stages.Length == 0 || stages[0].Epoch != 0)
            throw Wrong(
                "schedule",
                stages.Length == 0 ? "empty" : $"first epoch {stages[0].Epoch}",
                "at least one stage, the first from epoch 0");
        for (var i = 0; i < stages.Length; i++)
        {
            InRange($"schedule[{i}].rate", stages[i].Rate, 1e-12, 10);
            InRange($"schedule[{i}].epoch", stages[i].Epoch, 0, Recipe.MostEpochs);
            if (i > 0 && stages[i].Epoch <= stages[i - 1].Epoch)
                throw Wrong($"schedule[{i}].epoch", $"{stages[i].Epoch}", $"one above {stages[i - 1].Epoch}, the previous stage");
        }
    }

    private void OneOf(string key, string value, IReadOnlyCollection<string> allowed)
    {
        if (!allowed.Contains(value))
            throw Wrong(key, RecipeWords.Short(value), "one of " + string.Join(", ", allowed));
    }

    private void InRange(string key, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw Wrong(key, $"{value}", $"{low} to {high}");
    }

    private void Interval(string key, double[] value, double low, double high)
    {
        if (value.Length != 2 || !(value[0] >= low && value[0] <= value[1] && value[1] <= high))
            throw Wrong(key, $"[{string.Join(", ", value)}]", $"two numbers, the lower one first, {low} to {high}");
    }

    private InputException Wrong(string key, string value, string choice) =>
        new($"{places.Of(key)}: {key} is {value}; choose {choice}");
}

/// <summary>Where the values of a recipe were written, for errors.</summary>
/// <param name="origin">The name of the recipe.</param>
/// <param name="changes">The changes to it, <c>key=value</c>.</param>
/// <param name="written">The file with the line, or the change, of each key that was written.</param>
internal sealed class RecipePlaces(string origin, IReadOnlyList<string> changes, IReadOnlyDictionary<string, string> written)
{
    private readonly string suffix =
        changes.Count == 0 ? "" : $" with {string.Join(' ', changes.Select(change => $"--set {RecipeWords.Short(change)}"))}";

    /// <summary>
    /// The beginning of an error about a value. All changes are named, for a value of the file can be wrong because of another one, unless
    /// the value itself is a change.
    /// </summary>
    public string Of(string key)
    {
        var place = written.GetValueOrDefault(key, origin);
        return place.Contains(" with --set ", StringComparison.Ordinal) ? place : place + suffix;
    }
}
